package io.headgate.engine.table;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table opened at one version: everything read or staged through it sees that version, whatever others commit.
 *
 * <p>Staging writes files that no version names yet; the HEAD does not move. For use by one thread at a time.
 */
public interface PinnedTable extends AutoCloseable {

    TablePath path();

    long version();

    /** Columns and types, in table order. */
    Schema schema();

    /** Number of rows at this version. */
    long rowCount();

    /** The newest version that exists now, which may be beyond this one. */
    long headVersion();

    /**
     * The transaction that made a version.
     *
     * @return empty when that version has no transaction of its own to show or is no longer there
     */
    Optional<TableTransaction> transactionOf(long version);

    /**
     * Writes rows into data files.
     *
     * @param rows batches with exactly the columns of {@link #schema}; the caller closes it
     */
    StagedRows stageRows(ArrowReader rows);

    /**
     * The {@code id}s in rows that were staged for this table, here or by another process, whether or not a version names
     * them by now. The data files are read in batches; only the keys are held.
     *
     * @throws CorruptState when a data file is missing or is not what was staged; names the file
     */
    KeySet keysOf(StagedRows rows);

    /**
     * Makes sure that the data files of rows which were staged for this table, here or by another process, are there whole, as
     * far as their sizes tell.
     *
     * @throws CorruptState when one is not; names the file
     */
    void requireStaged(StagedRows rows);

    /** Adds rows, without looking at those that are there. */
    StagedChange stageAppend(StagedRows rows);

    /**
     * Removes every row of this version whose {@code id} is one of the keys, then adds the rows. With
     * {@link StagedRows#NONE} it only removes. Keys that no row has are no error.
     */
    StagedChange stageReplace(KeySet keys, StagedRows rows);

    /** Replaces the whole content. */
    StagedChange stageOverwrite(StagedRows rows);

    /** What this version is made of. */
    TableLayout layout();

    /**
     * Writes the rows of some fragments of this version once more, into new data files that no version names.
     *
     * @param fragments their ids, in the order in which the rows are to be; all of them covered by the same segments of indexes
     * @param rowsPerFile the most rows in one new data file
     */
    FragmentRewrite stageRewrite(List<Integer> fragments, long rowsPerFile);

    /**
     * Builds a segment of an index over fragments of this version. No version names it. It has the rows that are alive at this
     * version: whoever restores older content, in which there are more, has to build it again.
     */
    IndexBuild stageIndex(IndexRequest request);

    /**
     * Finds out what of staged maintenance, of whatever version and by whomever, still makes sense at this version. A rewrite
     * does as long as all fragments that it replaces are there with the same data files and no row that it lacks, whatever was
     * deleted from them meanwhile, and the same segments of indexes cover all or none of them; an index does as long as it covers
     * a fragment, the segments that it replaces are there, no other segment of that index is itself or covers any of its
     * fragments, and none of its rows lives on in a fragment that it does not cover. Of two that get in each other's way the
     * first one goes on.
     *
     * @throws CorruptState when a staged file of what makes sense is missing or cut off
     */
    MaintenancePlan planMaintenance(List<FragmentRewrite> rewrites, List<IndexBuild> indexes);

    /**
     * Stages one step of a plan.
     *
     * @param plan made by the table at {@link MaintenancePlan#onVersion}. This one is that for the first step, and the one that
     *     the step before made for the others
     * @param step number of the step, from 0
     * @throws IllegalArgumentException when this is another version
     */
    StagedChange stageStep(MaintenancePlan plan, int step);

    /**
     * Tries once to commit a change that was staged on this very object. A lost answer is resolved by looking for our
     * transaction id in the history.
     *
     * @throws StorageUnavailable when the outcome cannot be found out
     */
    CommitOutcome commit(StagedChange change, TransactionStamp stamp);

    /**
     * Opens a later version, which somebody else committed, and makes it as durable as a commit of our own before it
     * returns: what was only promised to survive a killed process may be published afterwards as if it had been committed
     * here. Looks at the versions from this one on, at none before.
     *
     * @param version greater than that of this table
     * @return the table at that version; the caller closes it
     * @throws CorruptState when the version, one in between or a data file that it added is not there
     * @throws StorageUnavailable when it could not be made durable; nothing may rely on it then
     */
    PinnedTable adopt(long version);

    /**
     * Commits a new version on top of whatever the HEAD is now, whose content is exactly that of this version.
     *
     * @return the table at the new version; the caller closes it
     */
    PinnedTable restore(TransactionStamp stamp);

    /** Reads rows of this version in batches. Closing the reader ends the scan. */
    ArrowReader scan(ScanRequest request);

    @Override
    void close();
}
