package io.headgate.ingest.batch;

import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteRequest;

/**
 * A batch that is ready to be written. Closing it frees its rows.
 *
 * @param request rows, claims and counts for the writer
 * @param deadLettered how many of the polled records are dead letters
 * @param unknownFields fields of the records that no property has the name of, and that were ignored
 * @param bytes that the rows and dead letters take
 */
public record ClosedBatch(WriteRequest request, long deadLettered, long unknownFields, long bytes)
        implements AutoCloseable {

    /** Rows of node and edge tables; deletes are rows too. */
    public long rows() {
        return request.polled() - request.filtered() - deadLettered;
    }

    @Override
    public void close() {
        for (TableRows table : request.tables()) {
            table.chunks().forEach(RowChunk::close);
        }
    }
}
