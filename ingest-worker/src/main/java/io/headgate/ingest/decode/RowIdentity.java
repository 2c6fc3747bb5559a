package io.headgate.ingest.decode;

import io.headgate.engine.schema.KeyTextWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gives a row its id once its fields are there. */
interface RowIdentity {

    /** Writes the row's id, unless one of its fields did. */
    void complete(RowChunkBuilder out, int row, RecordRef record) throws Refusal;

    /** The id is one of the record's fields. */
    static RowIdentity ofField() {
        return (out, row, record) -> {};
    }

    /**
     * The id is the text of a key.
     *
     * @param id the column of ids
     */
    static RowIdentity ofKey(int id, List<KeyPart> parts) {
        KeyTextWriter key = new KeyTextWriter(parts.size());
        KeyPart[] inOrder = parts.toArray(KeyPart[]::new);
        return (out, row, record) -> {
            if (out.isGiven(id)) {
                return;
            }
            key.start();
            for (KeyPart part : inOrder) {
                if (!out.isGiven(part.slot().column())) {
                    throw new Refusal(
                            RejectionCode.MISSING_FIELD,
                            "field '" + part.slot().name() + "': missing, and the id is made of it; expected "
                                    + part.slot().reader().expected());
                }
                part.appendTo(key, out, row);
            }
            ((TextColumn) out.column(id)).put(row, key.bytes(), 0, key.length());
            out.give(id);
        };
    }

    /** The id is the record's place in Kafka: {@code topic/partition/offset}. */
    static RowIdentity ofPlace(int id) {
        return new RowIdentity() {
            private final KeyTextWriter digits = new KeyTextWriter(1);
            private String topic = "";
            private int partition = -1;
            private byte[] prefix = new byte[0];

            @Override
            public void complete(RowChunkBuilder out, int row, RecordRef record) {
                if (out.isGiven(id)) {
                    return;
                }
                if (record.partition() != partition || !record.topic().equals(topic)) {
                    topic = record.topic();
                    partition = record.partition();
                    prefix = (topic + "/" + partition + "/").getBytes(StandardCharsets.UTF_8);
                }
                digits.start().signed(record.offset());
                TextColumn ids = (TextColumn) out.column(id);
                long start = ids.start(row);
                long length = (long) prefix.length + digits.length();
                GrowingBuffer data = ids.data(start, length);
                data.putBytes(start, prefix, 0, prefix.length);
                data.putBytes(start + prefix.length, digits.bytes(), 0, digits.length());
                ids.end(row, start + length);
                out.give(id);
            }
        };
    }
}
