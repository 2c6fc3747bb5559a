package io.headgate.ingest.decode;

/** A DateTime: ISO-8601 text with {@code Z} or an offset, or integer milliseconds since 1970-01-01T00:00:00Z. */
final class DateTimeReader extends ValueReader {

    private static final long MICROS_PER_MILLI = 1000;
    private static final long MOST_MILLIS = Long.MAX_VALUE / MICROS_PER_MILLI;

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (first == '"') {
            ((FixedColumn) column).putLong(index, text(in));
        } else if (JsonNumbers.isStart(first)) {
            ((FixedColumn) column).putLong(index, millis(in) * MICROS_PER_MILLI);
        } else {
            throw in.wrongType(expected());
        }
    }

    private long text(JsonValues in) throws Refusal {
        int from = in.cursor.pos++;
        JsonStrings string = in.strings;
        string.view();
        long micros = IsoTime.micros(string.text, string.from, string.to);
        if (micros == IsoTime.NOT_ISO) {
            throw in.found(RejectionCode.WRONG_TYPE, from, expected());
        }
        if (micros == IsoTime.NO_SUCH_TIME) {
            throw in.found(RejectionCode.OUT_OF_RANGE, from, expected() + " of the calendar");
        }
        return micros;
    }

    private long millis(JsonValues in) throws Refusal {
        int from = in.cursor.pos;
        in.numbers.scan();
        if (!in.numbers.isIntegral()) {
            throw in.found(RejectionCode.WRONG_TYPE, from, expected());
        }
        long millis = in.numbers.asLong();
        if (!in.numbers.fitsSigned() || millis > MOST_MILLIS || millis < -MOST_MILLIS) {
            throw in.found(RejectionCode.OUT_OF_RANGE, from, expected());
        }
        return millis;
    }

    @Override
    String expected() {
        return "DateTime (\"YYYY-MM-DDThh:mm:ss\" with Z or an offset, or milliseconds since 1970)";
    }
}
