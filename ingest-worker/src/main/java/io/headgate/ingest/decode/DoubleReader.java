package io.headgate.ingest.decode;

/** An F64: the nearest double to any JSON number that has one. */
final class DoubleReader extends ValueReader {

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (!JsonNumbers.isStart(first)) {
            throw in.wrongType(expected());
        }
        int from = in.cursor.pos;
        in.numbers.scan();
        double value = in.numbers.asDouble();
        if (Double.isInfinite(value)) {
            throw in.found(RejectionCode.OUT_OF_RANGE, from, expected());
        }
        ((FixedColumn) column).putLong(index, Double.doubleToRawLongBits(value));
    }

    @Override
    String expected() {
        return "F64 (a number)";
    }
}
