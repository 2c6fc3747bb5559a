package io.headgate.ingest.batch;

import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.Rejection;
import io.headgate.recovery.id.TableId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The open batch's records that could not be applied. For use by one thread. */
final class DeadLetterBuffer implements AutoCloseable {
    /** Most batches have few dead letters or none; the vectors grow when there are many. */
    private static final int FIRST_ROWS = 64;

    private final TableId table;
    private final BufferAllocator allocator;
    private final int chunkRows;
    private final List<RowChunk> chunks = new ArrayList<>();
    private @Nullable VectorSchemaRoot filling;
    private int fillingRows;
    private long rows;
    private long bytes;

    DeadLetterBuffer(TableId table, BufferAllocator allocator, int chunkRows) {
        this.table = table;
        this.allocator = allocator;
        this.chunkRows = chunkRows;
    }

    /**
     * Adds one record, or leaves the buffer as it was.
     *
     * @param tableName the type that the record was meant for
     * @throws org.apache.arrow.memory.OutOfMemoryException when the allocator has no more
     */
    void add(RecordRef record, Headers headers, String tableName, Rejection rejection) {
        VectorSchemaRoot root = room();
        int row = fillingRows;
        byte[] headerText = utf8(HeaderText.of(headers));
        byte[] message = utf8(rejection.message());
        text(root, "topic", row, utf8(record.topic()));
        ((IntVector) root.getVector("partition")).setSafe(row, record.partition());
        ((BigIntVector) root.getVector("offset")).setSafe(row, record.offset());
        TimeStampMilliTZVector timestamp = (TimeStampMilliTZVector) root.getVector("timestamp");
        if (record.timestamp() < 0) {
            timestamp.setNull(row);
        } else {
            timestamp.setSafe(row, record.timestamp());
        }
        binary(root, "key", row, record.key(), record.keyOffset(), record.keyLength());
        binary(root, "value", row, record.value(), record.valueOffset(), record.valueLength());
        text(root, "headers", row, headerText);
        text(root, "table", row, utf8(tableName));
        text(root, "code", row, utf8(rejection.code().name()));
        text(root, "message", row, message);
        fillingRows++;
        rows++;
        bytes += Math.max(0, record.keyLength())
                + Math.max(0, record.valueLength())
                + headerText.length
                + message.length;
    }

    long rows() {
        return rows;
    }

    /** About how much memory the records take. */
    long bytes() {
        return bytes;
    }

    /** Hands over all rows; no entry when there are none. */
    Optional<TableRows> take() {
        seal();
        if (chunks.isEmpty()) {
            return Optional.empty();
        }
        TableRows taken = new TableRows(table, WriteMode.APPEND, chunks);
        chunks.clear();
        return Optional.of(taken);
    }

    @Override
    public void close() {
        if (filling != null) {
            filling.close();
            filling = null;
        }
        chunks.forEach(RowChunk::close);
        chunks.clear();
    }

    private VectorSchemaRoot room() {
        VectorSchemaRoot root = filling;
        if (root == null || fillingRows == chunkRows) {
            seal();
            root = VectorSchemaRoot.create(ArrowSchemas.deadLetters(), allocator);
            root.getFieldVectors().forEach(vector -> vector.setInitialCapacity(FIRST_ROWS));
            filling = root;
        }
        return root;
    }

    private void seal() {
        VectorSchemaRoot root = filling;
        if (root == null) {
            return;
        }
        root.setRowCount(fillingRows);
        chunks.add(new RowChunk(root, new BitSet()));
        filling = null;
        fillingRows = 0;
    }

    private static void text(VectorSchemaRoot root, String column, int row, byte[] value) {
        ((VarCharVector) root.getVector(column)).setSafe(row, value);
    }

    private static void binary(VectorSchemaRoot root, String column, int row, byte[] bytes, int offset, int length) {
        VarBinaryVector vector = (VarBinaryVector) root.getVector(column);
        if (length < 0) {
            vector.setNull(row);
        } else {
            vector.setSafe(row, bytes, offset, length);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
