package io.headgate.engine.table.lance;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Gives one batch, which it owns. */
final class SingleBatch extends ArrowReader {

    private final VectorSchemaRoot batch;
    private boolean given;

    SingleBatch(VectorSchemaRoot batch, BufferAllocator allocator) {
        super(allocator);
        this.batch = batch;
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return batch;
    }

    @Override
    public boolean loadNextBatch() {
        boolean first = !given;
        given = true;
        return first;
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close(boolean closeReadSource) {
        batch.close();
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
        return batch.getSchema();
    }
}
