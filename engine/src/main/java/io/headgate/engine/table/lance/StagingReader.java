package io.headgate.engine.table.lance;

import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a caller's rows to the file writer. Leaves the caller's reader open, and remembers the caller's exception, of
 * which the native side would pass on nothing but the message.
 */
final class StagingReader extends ReshapedReader {

    private @Nullable Exception failure;

    StagingReader(ArrowReader source, Schema schema, BufferAllocator allocator) throws IOException {
        super(source, schema, allocator);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            return super.loadNextBatch();
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    protected void closeReadSource() {}
}
