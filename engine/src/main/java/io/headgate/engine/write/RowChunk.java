package io.headgate.engine.write;

import java.util.BitSet;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Decoded rows of one table, in the order in which they came from the source.
 *
 * @param rows columns of the table's Arrow schema, in its order; owned by whoever holds the chunk
 * @param deletes rows that stand for the removal of their {@code id}; their other columns mean nothing
 */
public record RowChunk(VectorSchemaRoot rows, BitSet deletes) implements AutoCloseable {

    @Override
    public void close() {
        rows.close();
    }
}
