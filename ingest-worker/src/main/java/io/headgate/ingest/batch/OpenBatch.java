package io.headgate.ingest.batch;

import io.headgate.engine.write.TableRows;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.Rejection;
import io.headgate.ingest.source.PartitionSlice;
import io.headgate.recovery.id.TableId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The rows of one batch while it is filled. For use by one thread. */
final class OpenBatch implements AutoCloseable {
    private static final byte[] NONE = new byte[0];

    /** Adding up the size of all columns for every record would cost more than decoding it. */
    private static final long BYTES_BETWEEN_MEASUREMENTS = 256 << 10;

    /** A record takes memory even when it is empty. */
    private static final long LEAST_RECORD_BYTES = 64;

    private final Routes routes;
    private final BufferAllocator allocator;
    private final CommitConfig limits;
    private final int chunkRows;
    private final Map<TableId, TableBuffer> tables = new HashMap<>();
    private final DeadLetterBuffer deadLetters;
    private final RecordRef ref = new RecordRef();
    private final long unknownFieldsBefore;
    private long polled;
    private long bytesSinceMeasurement;
    private boolean full;

    OpenBatch(Routes routes, BufferAllocator allocator, CommitConfig limits, int chunkRows) {
        this.routes = routes;
        this.allocator = allocator;
        this.limits = limits;
        this.chunkRows = chunkRows;
        this.deadLetters = new DeadLetterBuffer(routes.deadLetters(), allocator, chunkRows);
        this.unknownFieldsBefore = routes.unknownFields();
    }

    /** Takes records out of the slice until it is empty, or the batch is full, or memory is. */
    FillResult fill(PartitionSlice slice) {
        Route route = routes.of(slice.partition().topic());
        TableBuffer table = tables.computeIfAbsent(
                route.table(), id -> new TableBuffer(id, route.mode(), route.schema(), allocator, chunkRows));
        try {
            while (!slice.isEmpty()) {
                if (isFull()) {
                    return FillResult.FULL;
                }
                add(slice.peek(), route, table);
                slice.take();
                polled++;
            }
            return FillResult.DRAINED;
        } catch (OutOfMemoryException e) {
            full = polled > 0;
            return FillResult.NO_MEMORY;
        }
    }

    /** Whether a limit is reached, or memory is. */
    boolean isFull() {
        if (!full && polled >= limits.maxRows()) {
            full = true;
        } else if (!full && bytesSinceMeasurement >= BYTES_BETWEEN_MEASUREMENTS) {
            bytesSinceMeasurement = 0;
            full = bytes() >= limits.maxBytes().bytes();
        }
        return full;
    }

    /** Records that the batch was made of. */
    long polled() {
        return polled;
    }

    long deadLettered() {
        return deadLetters.rows();
    }

    /** Fields of its records that no property has the name of. */
    long unknownFields() {
        return routes.unknownFields() - unknownFieldsBefore;
    }

    /** Bytes that the rows and dead letters take. */
    long bytes() {
        long bytes = deadLetters.bytes();
        for (TableBuffer table : tables.values()) {
            bytes += table.bytes();
        }
        return bytes;
    }

    /** Hands over all rows; the batch is empty then. */
    List<TableRows> take() {
        List<TableRows> rows = new ArrayList<>();
        tables.values().forEach(table -> table.take().ifPresent(rows::add));
        deadLetters.take().ifPresent(rows::add);
        return rows;
    }

    @Override
    public void close() {
        tables.values().forEach(TableBuffer::close);
        deadLetters.close();
    }

    private void add(ConsumerRecord<ByteBuffer, ByteBuffer> record, Route route, TableBuffer table) {
        ref.position(record.topic(), record.partition(), record.offset(), record.timestamp());
        ByteBuffer key = record.key();
        if (key == null) {
            ref.key(NONE, 0, -1);
        } else {
            ref.key(bytesOf(key), startOf(key), key.remaining());
        }
        ByteBuffer value = record.value();
        if (value == null) {
            ref.value(NONE, 0, -1);
        } else {
            ref.value(bytesOf(value), startOf(value), value.remaining());
        }
        bytesSinceMeasurement += LEAST_RECORD_BYTES + Math.max(0, ref.keyLength()) + Math.max(0, ref.valueLength());
        Optional<Rejection> rejection = table.add(route.decoder(), ref);
        if (rejection.isPresent()) {
            deadLetters.add(ref, record.headers(), route.tableName(), rejection.get());
        }
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return buffer.array();
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    private static int startOf(ByteBuffer buffer) {
        return buffer.hasArray() ? buffer.arrayOffset() + buffer.position() : 0;
    }
}
