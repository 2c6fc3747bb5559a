package io.headgate.engine.write;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** Shows roots that are in memory as a stream, without copying: the buffers are shared. Leaves closing them to the owner. */
final class ChunkReader extends ArrowReader {

    private final Schema schema;
    private final List<VectorSchemaRoot> roots;
    private int next;

    ChunkReader(BufferAllocator allocator, Schema schema, List<VectorSchemaRoot> roots) {
        super(allocator);
        this.schema = schema;
        this.roots = List.copyOf(roots);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        if (next == roots.size()) {
            return false;
        }
        try (ArrowRecordBatch batch = new VectorUnloader(roots.get(next++)).getRecordBatch()) {
            loadRecordBatch(batch);
        }
        return true;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    protected void closeReadSource() {
        // The roots belong to the caller.
    }

    @Override
    protected Schema readSchema() {
        return schema;
    }
}
