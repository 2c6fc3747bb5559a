package io.headgate.bench.ingest;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** One root as a stream, without copying; the root stays the caller's. */
final class SingleRoot extends ArrowReader {

    private final VectorSchemaRoot root;
    private boolean read;

    SingleRoot(VectorSchemaRoot root, BufferAllocator allocator) {
        super(allocator);
        this.root = root;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        if (read) {
            return false;
        }
        read = true;
        try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
            loadRecordBatch(batch);
        }
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
        return root.getSchema();
    }
}
