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

    /**
     * Removes what only this change needs and was written when it was staged, such as marks of deleted rows; not the staged
     * rows. For a change that was never given to {@link PinnedTable#commit} and never will be; that it was staged on a table
     * that is closed by now does not matter. Doing it again is no error. What cannot be removed is left to {@link #cleanup}:
     * does not fail.
     *
     * @param path of the table that it was staged on
     * @param change made by this store
     */
    void discard(TablePath path, StagedChange change);

    /**
     * Removes the versions before one, and the files that only they name. Also goes, as soon as a version does, what no version
     * ever named and is older than seven days: what was staged by a writer that died. Younger files stay, and so do the version
     * itself and all after it, whatever is committed meanwhile. Doing it again, or finishing what was interrupted, is no error;
     * where no older version is there, nothing at all is removed.
     *
     * @param beforeVersion a version that is there, unless it and all before it are gone
     * @return what was removed by this call
     * @throws CorruptState when older versions are there and this one is not, or when a version is damaged; nothing was removed
     * @throws StorageUnavailable when not everything could be removed
     */
    TableRemoval cleanup(TablePath path, long beforeVersion);

    /**
     * What {@link #cleanup} would remove, without what no version names. Opens every version that is there; changes nothing.
     *
     * @param beforeVersion as for {@link #cleanup}
     */
    TableRemoval removable(TablePath path, long beforeVersion);

    @Override
    void close();
}
