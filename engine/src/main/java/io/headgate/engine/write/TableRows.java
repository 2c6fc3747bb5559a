package io.headgate.engine.write;

import io.headgate.recovery.id.TableId;
import java.util.List;

/**
 * Decoded rows for one table.
 *
 * @param chunks in arrival order; the write reads them and leaves closing them to the caller
 */
public record TableRows(TableId table, WriteMode mode, List<RowChunk> chunks) {

    public TableRows {
        chunks = List.copyOf(chunks);
    }
}
