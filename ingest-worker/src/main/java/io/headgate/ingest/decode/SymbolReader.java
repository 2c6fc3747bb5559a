package io.headgate.ingest.decode;

import java.util.List;

/** One of the declared symbols of an enumeration. */
final class SymbolReader extends ValueReader {

    private final ByteNames symbols;
    private final String expected;

    SymbolReader(List<String> symbols) {
        this.symbols = new ByteNames(symbols);
        this.expected = "one of " + String.join(", ", symbols);
    }

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (first != '"') {
            throw in.wrongType(expected);
        }
        int from = in.cursor.pos++;
        JsonStrings string = in.strings;
        string.view();
        if (symbols.find(string.text, string.from, string.to) < 0) {
            throw in.found(RejectionCode.UNKNOWN_SYMBOL, from, expected);
        }
        ((TextColumn) column).put(index, string.text, string.from, string.to - string.from);
    }

    @Override
    String expected() {
        return expected;
    }
}
