package io.headgate.bench;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Gives rows of one column of numbered ids in scattered order, in batches. */
final class IdReader extends ArrowReader {

    private static final int BATCH = 50_000;
    /** Odd, so that multiplying by it permutes the 32-bit numbers. */
    private static final int SCATTER = 0x9E3779B1;

    private final VectorSchemaRoot batch;
    private final int end;
    private int next;

    IdReader(Schema schema, int from, int end, BufferAllocator allocator) {
        super(allocator);
        this.batch = VectorSchemaRoot.create(schema, allocator);
        this.next = from;
        this.end = end;
    }

    static byte[] id(int number) {
        return String.format("user-%08x", number * SCATTER).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return batch;
    }

    @Override
    public boolean loadNextBatch() {
        if (next >= end) {
            return false;
        }
        int rows = Math.min(BATCH, end - next);
        VarCharVector ids = (VarCharVector) batch.getVector(0);
        ids.reset();
        for (int row = 0; row < rows; row++) {
            ids.setSafe(row, id(next + row));
        }
        next += rows;
        batch.setRowCount(rows);
        return true;
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
