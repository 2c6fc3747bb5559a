package io.headgate.engine.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Writes key after key as the UTF-8 bytes of its {@link KeyText}, into one buffer that is used again. Makes no object for
 * texts, numbers and booleans; one short String for a date. Not thread-safe.
 *
 * <p>For each key: {@link #start}, then one call for each part, then {@link #bytes} up to {@link #length}.
 */
public final class KeyTextWriter {

    private static final int INITIAL_CAPACITY = 128;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOWEST = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 20;

    private final boolean escaping;
    private final int partCount;
    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;
    private int written;

    /** A writer of keys with this number of parts. */
    public KeyTextWriter(int partCount) {
        if (partCount < 1) {
            throw new IllegalArgumentException("a key has at least one part, not " + partCount);
        }
        this.partCount = partCount;
        this.escaping = partCount > 1;
    }

    /** Begins the next key: the bytes of the one before are gone. */
    public KeyTextWriter start() {
        length = 0;
        written = 0;
        return this;
    }

    /** The next part: a String or an enum symbol, as the UTF-8 text in {@code data[from, from + count)}. */
    public KeyTextWriter text(byte[] data, int from, int count) {
        startPart();
        int most = escaping ? Math.multiplyExact(2, count) : count;
        reserve(most);
        if (!escaping) {
            System.arraycopy(data, from, bytes, length, count);
            length += count;
            return this;
        }
        for (int i = from; i < from + count; i++) {
            appendEscaped(data[i]);
        }
        return this;
    }

    /** The same for a text that lies in an Arrow buffer. */
    public KeyTextWriter text(ArrowBuf data, long from, int count) {
        startPart();
        int most = escaping ? Math.multiplyExact(2, count) : count;
        reserve(most);
        if (!escaping) {
            data.getBytes(from, bytes, length, count);
            length += count;
            return this;
        }
        for (long i = from; i < from + count; i++) {
            appendEscaped(data.getByte(i));
        }
        return this;
    }

    public KeyTextWriter bool(boolean value) {
        startPart();
        appendPlain(value ? TRUE : FALSE);
        return this;
    }

    /** The next part: an I32 or I64. */
    public KeyTextWriter signed(long value) {
        startPart();
        if (value == Long.MIN_VALUE) {
            appendPlain(LOWEST);
            return this;
        }
        reserve(MOST_DIGITS);
        if (value < 0) {
            bytes[length++] = '-';
        }
        appendDigits(Math.abs(value));
        return this;
    }

    /** The next part: a U64, or a U32 that was widened without its sign. */
    public KeyTextWriter unsigned(long value) {
        startPart();
        reserve(MOST_DIGITS);
        appendDigits(value);
        return this;
    }

    public KeyTextWriter date(long daysSince1970) {
        startPart();
        appendPlain(KeyText.date(daysSince1970).getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public KeyTextWriter dateTime(long microsSince1970) {
        startPart();
        appendPlain(KeyText.dateTime(microsSince1970).getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** The buffer itself, valid until the next call; the key is {@code [0, length())}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Whether every part of the key has been written. */
    public boolean isComplete() {
        return written == partCount;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void startPart() {
        if (written == partCount) {
            throw new IllegalStateException("this key already has its " + partCount + " parts");
        }
        if (written > 0) {
            reserve(1);
            bytes[length++] = KeyText.SEPARATOR;
        }
        written++;
    }

    /** Bytes of UTF-8 sequences are never mistaken for ASCII, so escaping bytes is escaping characters. */
    private void appendEscaped(byte b) {
        if (b == KeyText.SEPARATOR || b == KeyText.ESCAPE) {
            bytes[length++] = KeyText.ESCAPE;
        }
        bytes[length++] = b;
    }

    private void appendPlain(byte[] ascii) {
        reserve(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    private void appendDigits(long unsigned) {
        int digits = 1;
        for (long rest = Long.divideUnsigned(unsigned, 10); rest != 0; rest /= 10) {
            digits++;
        }
        long rest = unsigned;
        for (int i = length + digits - 1; i >= length; i--) {
            long quotient = Long.divideUnsigned(rest, 10);
            bytes[i] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        }
        length += digits;
    }

    private void reserve(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
    }
}
