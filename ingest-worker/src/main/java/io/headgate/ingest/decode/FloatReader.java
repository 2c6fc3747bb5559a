package io.headgate.ingest.decode;

/** An F32: the nearest float to any JSON number that has one. */
final class FloatReader extends ValueReader {

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        ((FixedColumn) column).putInt(index, Float.floatToRawIntBits(value(in, first, expected())));
    }

    /** Consumes the number at the cursor. */
    static float value(JsonValues in, int first, String expected) throws Refusal {
        if (!JsonNumbers.isStart(first)) {
            throw in.wrongType(expected);
        }
        int from = in.cursor.pos;
        in.numbers.scan();
        float value = in.numbers.asFloat();
        if (Float.isInfinite(value)) {
            throw in.found(RejectionCode.OUT_OF_RANGE, from, expected);
        }
        return value;
    }

    @Override
    String expected() {
        return "F32 (a number)";
    }
}
