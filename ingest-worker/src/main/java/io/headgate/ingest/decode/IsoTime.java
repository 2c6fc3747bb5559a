package io.headgate.ingest.decode;

/** ISO-8601 dates and times in ASCII bytes, without an object for any of them. Years have four digits. */
final class IsoTime {

    /** The text has not the form. */
    static final long NOT_ISO = Long.MIN_VALUE;

    /** The text has the form, but the calendar or the clock has no such time. */
    static final long NO_SUCH_TIME = Long.MIN_VALUE + 1;

    private static final int DATE_LENGTH = 10;
    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_BEFORE_1970 = 719_468;
    private static final int MOST_OFFSET_MINUTES = 18 * 60;
    private static final int MICRO_DIGITS = 6;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private IsoTime() {}

    /** Days since 1970-01-01 of {@code YYYY-MM-DD}, or one of the two constants. */
    static long day(byte[] text, int from, int to) {
        return to - from == DATE_LENGTH ? day(text, from) : NOT_ISO;
    }

    private static long day(byte[] b, int from) {
        int century = two(b, from);
        int yearOfCentury = two(b, from + 2);
        int month = two(b, from + 5);
        int day = two(b, from + 8);
        if ((century | yearOfCentury | month | day) < 0 || b[from + 4] != '-' || b[from + 7] != '-') {
            return NOT_ISO;
        }
        int year = century * 100 + yearOfCentury;
        if (month < 1 || month > 12 || day < 1 || day > 28 && day > lengthOf(month, year)) {
            return NO_SUCH_TIME;
        }
        return sinceEpoch(year, month, day);
    }

    /** Years start in March here, so that the leap day is their last one. */
    private static long sinceEpoch(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_PER_ERA + dayOfEra - DAYS_BEFORE_1970;
    }

    private static int lengthOf(int month, int year) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /**
     * Microseconds since 1970-01-01T00:00:00Z of {@code YYYY-MM-DDThh:mm[:ss[.f…]]} with {@code Z}, {@code ±hh:mm},
     * {@code ±hhmm} or {@code ±hh}, or one of the two constants. Digits behind the sixth of a second are cut off.
     */
    static long micros(byte[] b, int from, int to) {
        int p = from + DATE_LENGTH;
        if (to - p < "Thh:mmZ".length() || b[p] != 'T' || b[p + 3] != ':') {
            return NOT_ISO;
        }
        long day = day(b, from);
        int hour = two(b, p + 1);
        int minute = two(b, p + 4);
        if (day == NOT_ISO || (hour | minute) < 0) {
            return NOT_ISO;
        }
        p += "Thh:mm".length();
        int second = 0;
        long micro = 0;
        if (b[p] == ':') {
            if (to - p < ":ssZ".length() || (second = two(b, p + 1)) < 0) {
                return NOT_ISO;
            }
            p += ":ss".length();
            if (b[p] == '.') {
                int first = ++p;
                while (p < to && isDigit(b[p])) {
                    p++;
                }
                if (p == first) {
                    return NOT_ISO;
                }
                micro = fraction(b, first, p);
            }
        }
        int offset = offsetMinutes(b, p, to);
        if (offset == Integer.MIN_VALUE) {
            return NOT_ISO;
        }
        if (day == NO_SUCH_TIME || hour > 23 || minute > 59 || second > 59 || Math.abs(offset) > MOST_OFFSET_MINUTES) {
            return NO_SUCH_TIME;
        }
        long minutes = (day * 24 + hour) * 60 + minute - offset;
        return (minutes * 60 + second) * MICROS_PER_SECOND + micro;
    }

    private static long fraction(byte[] b, int from, int to) {
        long micro = 0;
        for (int i = 0; i < MICRO_DIGITS; i++) {
            micro = micro * 10 + (from + i < to ? b[from + i] - '0' : 0);
        }
        return micro;
    }

    /** The offset that fills {@code [p, to)}; one beyond the clock for minutes above 59, the lowest int for no offset. */
    private static int offsetMinutes(byte[] b, int p, int to) {
        int length = to - p;
        if (length == 1 && b[p] == 'Z') {
            return 0;
        }
        boolean colon = length == "+hh:mm".length() && b[p + 3] == ':';
        if (!colon && length != "+hhmm".length() && length != "+hh".length() || b[p] != '+' && b[p] != '-') {
            return Integer.MIN_VALUE;
        }
        int hours = two(b, p + 1);
        int minutes = length == "+hh".length() ? 0 : two(b, colon ? p + 4 : p + 3);
        if ((hours | minutes) < 0) {
            return Integer.MIN_VALUE;
        }
        int total = minutes > 59 ? MOST_OFFSET_MINUTES + 1 : hours * 60 + minutes;
        return b[p] == '-' ? -total : total;
    }

    /** The two digits at {@code p} as a number; negative if they are not digits. */
    private static int two(byte[] b, int p) {
        int tens = b[p] - '0';
        int ones = b[p + 1] - '0';
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
