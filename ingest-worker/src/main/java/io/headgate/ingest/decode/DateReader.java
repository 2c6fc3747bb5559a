package io.headgate.ingest.decode;

/** A Date: {@code "YYYY-MM-DD"}. */
final class DateReader extends ValueReader {

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (first != '"') {
            throw in.wrongType(expected());
        }
        int from = in.cursor.pos++;
        JsonStrings string = in.strings;
        string.view();
        long day = IsoTime.day(string.text, string.from, string.to);
        if (day == IsoTime.NOT_ISO) {
            throw in.found(RejectionCode.WRONG_TYPE, from, expected());
        }
        if (day == IsoTime.NO_SUCH_TIME) {
            throw in.found(RejectionCode.OUT_OF_RANGE, from, expected() + " of the calendar");
        }
        ((FixedColumn) column).putInt(index, (int) day);
    }

    @Override
    String expected() {
        return "Date (\"YYYY-MM-DD\")";
    }
}
