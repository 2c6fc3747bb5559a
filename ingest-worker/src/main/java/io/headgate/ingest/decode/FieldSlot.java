package io.headgate.ingest.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One field that records may have: its name, how its value is read, and the column that takes it. */
final class FieldSlot {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String name;
    private final ValueReader reader;
    private final int column;
    private final boolean nullable;

    /** The name with its closing quote in words of eight bytes, the last one filled with zeros; none if it needs escapes. */
    private final long[] words;

    private final long lastMask;
    private final int quotedLength;

    /** The field that came after this one when it was last seen. */
    private FieldSlot next = this;

    FieldSlot(String name, ValueReader reader, int column, boolean nullable) {
        this.name = name;
        this.reader = reader;
        this.column = column;
        this.nullable = nullable;
        byte[] quoted = (name + '"').getBytes(StandardCharsets.UTF_8);
        this.quotedLength = quoted.length;
        this.words = name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\') ? new long[0] : words(quoted);
        int unused = words.length * Long.BYTES - quoted.length;
        this.lastMask = -1L >>> unused * Byte.SIZE;
    }

    private static long[] words(byte[] quoted) {
        byte[] padded = Arrays.copyOf(quoted, (quoted.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
        long[] words = new long[padded.length / Long.BYTES];
        Arrays.setAll(words, i -> (long) LONG.get(padded, i * Long.BYTES));
        return words;
    }

    /** Consumes this field's name and its closing quote, if they are at the cursor as plain text. */
    boolean acceptName(JsonCursor in) {
        long[] expected = words;
        int last = expected.length - 1;
        byte[] b = in.bytes;
        int p = in.pos;
        if (last < 0 || p + expected.length * Long.BYTES > b.length || p + quotedLength > in.end) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if ((long) LONG.get(b, p + i * Long.BYTES) != expected[i]) {
                return false;
            }
        }
        if (((long) LONG.get(b, p + last * Long.BYTES) & lastMask) != expected[last]) {
            return false;
        }
        in.pos = p + quotedLength;
        return true;
    }

    /** Reads the value at the cursor into the row. */
    void read(JsonValues in, RowChunkBuilder out, int row) throws Refusal {
        int first = in.cursor.peek();
        if (first == 'n') {
            in.cursor.literal("null");
            if (!nullable) {
                throw new Refusal(RejectionCode.NULL_FIELD, "found null, expected " + reader.expected());
            }
            out.takeBack(column);
            return;
        }
        reader.read(in, first, out.column(column), row);
        out.give(column);
    }

    String name() {
        return name;
    }

    ValueReader reader() {
        return reader;
    }

    int column() {
        return column;
    }

    FieldSlot next() {
        return next;
    }

    void next(FieldSlot slot) {
        next = slot;
    }
}
