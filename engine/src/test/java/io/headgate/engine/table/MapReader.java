package io.headgate.engine.table;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Gives rows in batches. */
final class MapReader extends ArrowReader {

    private final Schema schema;
    private final List<Map<String, Object>> rows;
    private final int batchRows;
    private int next;

    MapReader(BufferAllocator allocator, Schema schema, List<Map<String, Object>> rows, int batchRows) {
        super(allocator);
        this.schema = schema;
        this.rows = List.copyOf(rows);
        this.batchRows = batchRows;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        if (next >= rows.size()) {
            return false;
        }
        int end = Math.min(rows.size(), next + batchRows);
        TableFixtures.fill(getVectorSchemaRoot(), rows.subList(next, end));
        next = end;
        return true;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return schema;
    }
}
