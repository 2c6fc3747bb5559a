package io.headgate.ingest.decode;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import ch.randelshofer.fastdoubleparser.JavaFloatParser;

/** Reads the JSON number at a cursor. What was read stays here until the next number. */
final class JsonNumbers {

    /** As many decimal digits as always fit a signed long. */
    private static final int SAFE_DIGITS = 18;

    private static final int MOST_DIGITS = 20;
    private static final long TEN_TO_19 = Long.parseUnsignedLong("10000000000000000000");

    /** Up to here a long, and a power of ten, is exact as a double: one multiplication or division rounds correctly. */
    private static final long EXACT_MANTISSA = 1L << 53;

    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** The bits of a double that a float has not, and the pattern of them that is exactly between two floats. */
    private static final long BELOW_FLOAT = (1L << 29) - 1;

    private static final long BETWEEN_FLOATS = 1L << 28;

    private static final int FAR_EXPONENT = 100_000;

    private final JsonCursor in;

    private boolean negative;
    private boolean integral;
    private boolean overflown;
    private long magnitude;
    private int digits;
    private int exponent;
    private int start;

    JsonNumbers(JsonCursor in) {
        this.in = in;
    }

    /** Whether this byte starts a number. */
    static boolean isStart(int first) {
        return first == '-' || first >= '0' && first <= '9';
    }

    /** Consumes the number at the cursor; refuses what is not a JSON number. */
    void scan() throws Refusal {
        byte[] b = in.bytes;
        int last = in.end;
        int p = in.pos;
        start = p;
        negative = p < last && b[p] == '-';
        if (negative) {
            p++;
        }
        int first = p;
        long value = 0;
        int digit;
        while (p < last && (digit = b[p] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            p++;
        }
        int count = p - first;
        if (count == 0 || count > 1 && b[first] == '0') {
            in.pos = first;
            throw in.unexpected("a number without leading zeros");
        }
        magnitude = value;
        digits = count;
        exponent = 0;
        integral = true;
        overflown = count > SAFE_DIGITS && isOver(b[first]);
        in.pos = p;
        if (p < last && (b[p] == '.' || (b[p] | 0x20) == 'e')) {
            scanFraction(p);
        }
    }

    /** Whether more digits than are always safe did not fit 64 bits. */
    private boolean isOver(byte firstDigit) {
        return digits > MOST_DIGITS
                || digits == MOST_DIGITS && (firstDigit != '1' || Long.compareUnsigned(magnitude, TEN_TO_19) < 0);
    }

    private void scanFraction(int from) throws Refusal {
        byte[] b = in.bytes;
        int last = in.end;
        int p = from;
        integral = false;
        if (b[p] == '.') {
            long value = magnitude;
            int first = ++p;
            int digit;
            while (p < last && (digit = b[p] - '0') >= 0 && digit <= 9) {
                value = value * 10 + digit;
                p++;
            }
            requireDigits(first, p);
            magnitude = value;
            digits += p - first;
            exponent = first - p;
        }
        if (p < last && (b[p] | 0x20) == 'e') {
            p++;
            boolean down = p < last && b[p] == '-';
            if (down || p < last && b[p] == '+') {
                p++;
            }
            int first = p;
            int value = 0;
            int digit;
            while (p < last && (digit = b[p] - '0') >= 0 && digit <= 9) {
                value = Math.min(value * 10 + digit, FAR_EXPONENT);
                p++;
            }
            requireDigits(first, p);
            exponent += down ? -value : value;
        }
        in.pos = p;
    }

    private void requireDigits(int from, int to) throws Refusal {
        if (from == to) {
            in.pos = to;
            throw in.unexpected("a digit");
        }
    }

    /** Whether it had neither fraction nor exponent. */
    boolean isIntegral() {
        return integral;
    }

    /** Whether it is an integer from -2^63 to 2^63 - 1. */
    boolean fitsSigned() {
        return !overflown && (magnitude >= 0 || negative && magnitude == Long.MIN_VALUE);
    }

    /** Whether it is an integer from 0 to 2^64 - 1. */
    boolean fitsUnsigned() {
        return !overflown && (!negative || magnitude == 0);
    }

    /** The integer, signed or unsigned, whichever it fits. */
    long asLong() {
        return negative ? -magnitude : magnitude;
    }

    /** The nearest double; infinite when it is out of range. */
    double asDouble() {
        return isExact() ? exact() : JavaDoubleParser.parseDouble(in.bytes, start, in.pos - start);
    }

    /** The nearest float; infinite when it is out of range. */
    float asFloat() {
        if (isExact()) {
            double nearest = exact();
            // Rounding twice goes wrong only for a double that is exactly between two floats.
            if ((Double.doubleToRawLongBits(nearest) & BELOW_FLOAT) != BETWEEN_FLOATS) {
                return (float) nearest;
            }
        }
        return JavaFloatParser.parseFloat(in.bytes, start, in.pos - start);
    }

    private boolean isExact() {
        return digits <= SAFE_DIGITS
                && magnitude <= EXACT_MANTISSA
                && exponent < EXACT_POWERS.length
                && -exponent < EXACT_POWERS.length;
    }

    private double exact() {
        double value = exponent < 0 ? magnitude / EXACT_POWERS[-exponent] : magnitude * EXACT_POWERS[exponent];
        return negative ? -value : value;
    }
}
