package io.headgate.ingest.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads JSON strings at a cursor that is behind the opening quote. Runs of plain ASCII are looked at eight bytes at a time;
 * everything else goes through {@link JsonEscapes}.
 */
final class JsonStrings {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long HIGH_BITS = ONES * 0x80;

    private final JsonCursor in;
    private byte[] scratch = new byte[256];

    /** The string that {@link #view} read: the bytes {@code [from, to)} of {@code text}, valid until the next call. */
    byte[] text = scratch;

    int from;
    int to;

    JsonStrings(JsonCursor in) {
        this.in = in;
    }

    /**
     * The bytes that end a run of plain ASCII, as their high bits: quotes, backslashes, control characters and what is not
     * ASCII. Only the lowest set bit can be trusted, as a borrow may run into the bytes above.
     */
    private static long special(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - SPACES) & ~word) | word)
                & HIGH_BITS;
    }

    /**
     * Writes the string as UTF-8 behind {@code at} and consumes the closing quote.
     *
     * @return where the written bytes end
     */
    long copyTo(TextColumn column, long at) throws Refusal {
        byte[] b = in.bytes;
        int last = in.end;
        int p = in.pos;
        // Unescaping never makes a text longer; whole words are written, so a bit of what follows comes along.
        GrowingBuffer out = column.data(at, last - p + (long) Long.BYTES);
        int lastWord = last - Long.BYTES;
        long to = at;
        while (true) {
            while (p <= lastWord) {
                long word = (long) LONG.get(b, p);
                out.putLong(to, word);
                long special = special(word);
                if (special != 0) {
                    int plain = Long.numberOfTrailingZeros(special) >>> 3;
                    p += plain;
                    to += plain;
                    break;
                }
                p += Long.BYTES;
                to += Long.BYTES;
            }
            if (p >= last) {
                throw unterminated(last);
            }
            byte c = b[p];
            if (c == '"') {
                in.pos = p + 1;
                return to;
            }
            if (c >= ' ' && c != '\\') {
                out.putByte(to++, c);
                p++;
            } else if (c < 0) {
                int length = JsonEscapes.utf8Length(in, p);
                for (int i = 0; i < length; i++) {
                    out.putByte(to++, b[p++]);
                }
            } else {
                in.pos = p;
                int codePoint = JsonEscapes.read(in);
                p = in.pos;
                for (int i = 0, length = JsonEscapes.encodedLength(codePoint); i < length; i++) {
                    out.putByte(to++, JsonEscapes.encodedByte(codePoint, i, length));
                }
            }
        }
    }

    /** Reads the string and consumes the closing quote; {@link #text}, {@link #from} and {@link #to} say where it is. */
    void view() throws Refusal {
        int start = in.pos;
        skipPlain();
        if (in.bytes[in.pos] == '"') {
            text = in.bytes;
            from = start;
            to = in.pos++;
            return;
        }
        unescape(start);
    }

    /** Consumes the string, validating it. */
    void skip() throws Refusal {
        skipPlain();
        while (in.bytes[in.pos] == '\\') {
            JsonEscapes.read(in);
            skipPlain();
        }
        in.pos++;
    }

    private void unescape(int start) throws Refusal {
        int run = start;
        int length = 0;
        while (true) {
            int plain = in.pos - run;
            if (scratch.length < length + plain + JsonEscapes.LONGEST) {
                scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, length + plain + JsonEscapes.LONGEST));
            }
            System.arraycopy(in.bytes, run, scratch, length, plain);
            length += plain;
            if (in.bytes[in.pos] == '"') {
                break;
            }
            int codePoint = JsonEscapes.read(in);
            for (int i = 0, encoded = JsonEscapes.encodedLength(codePoint); i < encoded; i++) {
                scratch[length++] = JsonEscapes.encodedByte(codePoint, i, encoded);
            }
            run = in.pos;
            skipPlain();
        }
        in.pos++;
        text = scratch;
        from = 0;
        to = length;
    }

    /** Moves to the next quote or backslash, validating what is before it. */
    private void skipPlain() throws Refusal {
        byte[] b = in.bytes;
        int last = in.end;
        int lastWord = last - Long.BYTES;
        int p = in.pos;
        while (true) {
            while (p <= lastWord) {
                long special = special((long) LONG.get(b, p));
                if (special != 0) {
                    p += Long.numberOfTrailingZeros(special) >>> 3;
                    break;
                }
                p += Long.BYTES;
            }
            if (p >= last) {
                throw unterminated(last);
            }
            byte c = b[p];
            if (c == '"' || c == '\\') {
                in.pos = p;
                return;
            }
            if (c >= ' ') {
                p++;
            } else if (c < 0) {
                p += JsonEscapes.utf8Length(in, p);
            } else {
                in.pos = p;
                throw JsonEscapes.control(in);
            }
        }
    }

    private Refusal unterminated(int last) {
        in.pos = last;
        return in.malformed("the record ends inside a string");
    }
}
