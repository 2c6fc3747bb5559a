package io.headgate.engine.table.lance;

import java.io.ByteArrayOutputStream;
import java.util.StringJoiner;
import org.lance.fragment.VersionMeta;

/**
 * Lance's record of the versions in which rows came about and were changed, which nothing here reads. For a rewritten fragment it would say
 * that of each row, in every version of the table. One that says that all rows are as new as the version which was rewritten
 * takes a few bytes; whoever asks for what has changed since some version is shown some rows again, and misses none.
 *
 * <p>The format is Lance's {@code RowDatasetVersionSequence} (protobuf): field 1 is a run, of which field 1 is a span of rows and field 2
 * the version; field 1 of a span is a range, of which field 1, left out when it is 0, is the first row and field 2 the one after the last.
 */
final class RowVersions {

    private static final int VARINT = 0;
    private static final int MESSAGE = 2;

    private RowVersions() {}

    /** All rows of a fragment in one version. */
    static VersionMeta uniform(long rows, long version) {
        byte[] range = number(2, rows);
        byte[] run = concatenated(message(1, message(1, range)), number(2, version));
        StringJoiner text = new StringJoiner(",", "{\"inline\":[", "]}");
        for (byte value : message(1, run)) {
            text.add(Integer.toString(Byte.toUnsignedInt(value)));
        }
        return new VersionMeta(text.toString());
    }

    private static byte[] number(int field, long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        varint(field << 3 | VARINT, bytes);
        varint(value, bytes);
        return bytes.toByteArray();
    }

    private static byte[] message(int field, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        varint(field << 3 | MESSAGE, bytes);
        varint(content.length, bytes);
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        bytes.writeBytes(second);
        return bytes.toByteArray();
    }

    private static void varint(long value, ByteArrayOutputStream bytes) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
