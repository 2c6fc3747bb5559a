package io.headgate.engine.table;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The seam for tables. Changes are staged first, which moves nothing, and committed at exactly the next version or not at
 * all; a table's HEAD moves only in {@link #createIfAbsent}, {@link PinnedTable#commit} and {@link PinnedTable#restore}.
 *
 * <p>Implementations are safe for use by many threads; a {@link PinnedTable} belongs to one thread at a time. Errors of the
 * store are {@link StorageUnavailable} (outcome unknown) or {@link CorruptState}.
 */
public interface TableStore extends AutoCloseable {

    /**
     * Makes sure that an empty table is there at version 1, and opens it. Creating it again with the same schema changes
     * nothing, so an interrupted init can be repeated.
     *
     * @throws CorruptState when something else is there already
     */
    PinnedTable createIfAbsent(TablePath path, Schema schema, TransactionStamp stamp);

    /**
     * Opens a table at one version.
     *
     * @throws CorruptState when the table or the version is not there
     */
    PinnedTable open(TablePath path, long version);

    @Override
    void close();
}
