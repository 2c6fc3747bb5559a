package io.headgate.ingest.batch;

import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.decode.RecordDecoder;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.Rejection;
import io.headgate.ingest.decode.RowChunkBuilder;
import io.headgate.recovery.id.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The open batch's rows for one table: full chunks and the one that is being filled. For use by one thread. */
final class TableBuffer implements AutoCloseable {
    private final TableId table;
    private final WriteMode mode;
    private final Schema schema;
    private final BufferAllocator allocator;
    private final int chunkRows;
    private final List<RowChunk> chunks = new ArrayList<>();
    private long chunkBytes;
    private @Nullable RowChunkBuilder filling;

    TableBuffer(TableId table, WriteMode mode, Schema schema, BufferAllocator allocator, int chunkRows) {
        this.table = table;
        this.mode = mode;
        this.schema = schema;
        this.allocator = allocator;
        this.chunkRows = chunkRows;
    }

    /**
     * Adds one record, or leaves the buffer as it was.
     *
     * @throws org.apache.arrow.memory.OutOfMemoryException when the allocator has no more
     */
    Optional<Rejection> add(RecordDecoder decoder, RecordRef record) {
        RowChunkBuilder builder = filling;
        if (builder == null || builder.isFull()) {
            builder = next();
        }
        return decoder.decode(builder, record);
    }

    /** Bytes that the rows take. */
    long bytes() {
        return chunkBytes + (filling == null ? 0 : filling.bytes());
    }

    /** Hands over all rows; the buffer is empty then. No entry when there are none. */
    Optional<TableRows> take() {
        seal();
        if (chunks.isEmpty()) {
            return Optional.empty();
        }
        TableRows rows = new TableRows(table, mode, chunks);
        chunks.clear();
        return Optional.of(rows);
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

    private RowChunkBuilder next() {
        seal();
        RowChunkBuilder builder = new RowChunkBuilder(schema, allocator, chunkRows);
        filling = builder;
        return builder;
    }

    private void seal() {
        RowChunkBuilder builder = filling;
        if (builder == null) {
            return;
        }
        if (builder.rows() > 0) {
            long bytes = builder.bytes();
            chunks.add(builder.finish());
            chunkBytes += bytes;
        } else {
            builder.close();
        }
        filling = null;
    }
}
