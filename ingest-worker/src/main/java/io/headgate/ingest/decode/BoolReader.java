package io.headgate.ingest.decode;

/** A Bool: {@code true} or {@code false}. */
final class BoolReader extends ValueReader {

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (first == 't') {
            in.cursor.literal("true");
            ((BitColumn) column).put(index, true);
        } else if (first == 'f') {
            in.cursor.literal("false");
            ((BitColumn) column).put(index, false);
        } else {
            throw in.wrongType(expected());
        }
    }

    @Override
    String expected() {
        return "a Bool";
    }
}
