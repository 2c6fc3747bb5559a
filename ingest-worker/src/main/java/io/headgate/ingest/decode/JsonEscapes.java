package io.headgate.ingest.decode;

/** The parts of a JSON string that are not plain ASCII: escapes and UTF-8 sequences. */
final class JsonEscapes {

    /** Bytes of the longest UTF-8 sequence. */
    static final int LONGEST = 4;

    private static final int HEX_DIGITS = 4;

    private JsonEscapes() {}

    /** Consumes the escape (for a surrogate pair: both) that starts at the cursor, and gives the character it stands for. */
    static int read(JsonCursor in) throws Refusal {
        int at = in.pos;
        if (in.bytes[at] != '\\') {
            throw control(in);
        }
        if (at + 1 >= in.end) {
            throw in.malformed("the record ends inside an escape");
        }
        byte kind = in.bytes[at + 1];
        in.pos = at + 2;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(in, at);
            default -> {
                in.pos = at;
                throw in.malformed("found the escape " + in.snippet(at, at + 2) + ", which JSON does not have");
            }
        };
    }

    private static int unicode(JsonCursor in, int at) throws Refusal {
        int unit = hex(in);
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit)
                && in.pos + 1 < in.end
                && in.bytes[in.pos] == '\\'
                && in.bytes[in.pos + 1] == 'u') {
            in.pos += 2;
            int low = hex(in);
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        in.pos = at;
        throw in.malformed("found one half of a surrogate pair, which is no character");
    }

    private static int hex(JsonCursor in) throws Refusal {
        if (in.end - in.pos < HEX_DIGITS) {
            throw in.malformed("the record ends inside an escape");
        }
        int value = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            int c = in.bytes[in.pos + i];
            int digit = c >= '0' && c <= '9'
                    ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
            if (digit < 0) {
                throw in.malformed("expected four hexadecimal digits after \\u");
            }
            value = value << 4 | digit;
        }
        in.pos += HEX_DIGITS;
        return value;
    }

    /** Bytes of the UTF-8 sequence at {@code p}, whose first byte is not ASCII; refuses what UTF-8 does not allow. */
    static int utf8Length(JsonCursor in, int p) throws Refusal {
        byte[] b = in.bytes;
        int left = in.end - p;
        int first = b[p] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF && left >= 2 && isContinuation(b[p + 1])) {
            return 2;
        }
        if (first >= 0xE0 && first <= 0xEF && left >= 3 && isContinuation(b[p + 1]) && isContinuation(b[p + 2])) {
            int second = b[p + 1] & 0xFF;
            boolean overlong = first == 0xE0 && second < 0xA0;
            boolean surrogate = first == 0xED && second >= 0xA0;
            if (!overlong && !surrogate) {
                return 3;
            }
        }
        if (first >= 0xF0
                && first <= 0xF4
                && left >= 4
                && isContinuation(b[p + 1])
                && isContinuation(b[p + 2])
                && isContinuation(b[p + 3])) {
            int second = b[p + 1] & 0xFF;
            boolean overlong = first == 0xF0 && second < 0x90;
            boolean tooHigh = first == 0xF4 && second >= 0x90;
            if (!overlong && !tooHigh) {
                return 4;
            }
        }
        in.pos = p;
        throw in.malformed("found bytes that are not UTF-8");
    }

    /** Refuses the text from {@code p} to the end of the cursor's bytes if it is not UTF-8. */
    static void requireUtf8(JsonCursor in, int p) throws Refusal {
        for (int at = p; at < in.end; ) {
            at += in.bytes[at] >= 0 ? 1 : utf8Length(in, at);
        }
    }

    private static boolean isContinuation(byte b) {
        return b < (byte) 0xC0;
    }

    static int encodedLength(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : LONGEST;
    }

    /** The i-th of the {@code length} bytes that UTF-8 has for this character. */
    static byte encodedByte(int codePoint, int i, int length) {
        if (length == 1) {
            return (byte) codePoint;
        }
        int bits = codePoint >>> 6 * (length - 1 - i);
        if (i > 0) {
            return (byte) (0x80 | bits & 0x3F);
        }
        int lead = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0;
        return (byte) (lead | bits);
    }

    static Refusal control(JsonCursor in) {
        return in.malformed(String.format(
                "found the control character 0x%02x in a string, where it has to be escaped", in.bytes[in.pos]));
    }
}
