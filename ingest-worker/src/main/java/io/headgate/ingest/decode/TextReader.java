package io.headgate.ingest.decode;

/** A String. */
final class TextReader extends ValueReader {

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (first != '"') {
            throw in.wrongType(expected());
        }
        in.cursor.pos++;
        TextColumn texts = (TextColumn) column;
        texts.end(index, in.strings.copyTo(texts, texts.start(index)));
    }

    @Override
    String expected() {
        return "a String";
    }
}
