package io.headgate.ingest.decode;

/** A Vector: an array of exactly so many numbers, each stored as the nearest float. */
final class VectorReader extends ValueReader {

    private final int dimensions;
    private final String expected;

    VectorReader(int dimensions) {
        this.dimensions = dimensions;
        this.expected = "Vector(" + dimensions + ") (an array of " + dimensions + " numbers)";
    }

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (first != '[') {
            throw in.wrongType(expected);
        }
        int from = in.cursor.pos++;
        VectorColumn vectors = (VectorColumn) column;
        vectors.open(index);
        int count = 0;
        if (!in.cursor.accept(']')) {
            do {
                float value = FloatReader.value(in, in.cursor.peek(), expected);
                if (count < dimensions) {
                    vectors.put(index, count, value);
                }
                count++;
            } while (in.cursor.more(']'));
        }
        if (count != dimensions) {
            throw in.found(RejectionCode.WRONG_DIMENSIONS, from, expected + ", not " + count);
        }
    }

    @Override
    String expected() {
        return expected;
    }
}
