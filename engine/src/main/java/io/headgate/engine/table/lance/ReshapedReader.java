package io.headgate.engine.table.lance;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Gives the batches of another reader under a schema that says the same about the bytes in other words: the seam's when
 * rows come out of Lance, Lance's when they go in.
 */
abstract class ReshapedReader extends ArrowReader {

    private final ArrowReader source;
    private final VectorSchemaRoot root;
    private boolean closed;

    ReshapedReader(ArrowReader source, Schema schema, BufferAllocator allocator) throws IOException {
        super(allocator);
        this.source = source;
        VectorSchemaRoot original = source.getVectorSchemaRoot();
        this.root = new VectorSchemaRoot(schema, original.getFieldVectors(), original.getRowCount());
    }

    final ArrowReader source() {
        return source;
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return root;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        boolean loaded = source.loadNextBatch();
        root.setRowCount(loaded ? source.getVectorSchemaRoot().getRowCount() : 0);
        return loaded;
    }

    @Override
    public Map<Long, Dictionary> getDictionaryVectors() throws IOException {
        return source.getDictionaryVectors();
    }

    @Override
    public Dictionary lookup(long id) {
        return source.lookup(id);
    }

    @Override
    public Set<Long> getDictionaryIds() {
        return source.getDictionaryIds();
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    /** The vectors belong to the source, so there is nothing to free but what {@link #closeReadSource} knows, once. */
    @Override
    public void close(boolean closeReadSource) throws IOException {
        if (closeReadSource && !closed) {
            closed = true;
            closeReadSource();
        }
    }

    @Override
    protected abstract void closeReadSource() throws IOException;

    @Override
    protected Schema readSchema() {
        return root.getSchema();
    }
}
