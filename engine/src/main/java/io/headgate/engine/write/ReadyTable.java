package io.headgate.engine.write;

import io.headgate.engine.table.PinnedTable;

/**
 * A table whose change is staged on a version that is the HEAD, as far as one can know, and holds exactly the pinned content.
 *
 * @param base the HEAD
 * @param owned whether the base was opened for this and has to be closed
 */
record ReadyTable(StagedTable staged, PinnedTable base, boolean owned, TableSteps steps) implements AutoCloseable {

    /** Number of rows after the commit. */
    long rows() {
        return base.rowCount() + steps.growth();
    }

    CommitAttempts.Plan plan() {
        return new CommitAttempts.Plan(staged.pin().id(), base.version(), steps.count(), rows());
    }

    @Override
    public void close() {
        if (owned) {
            base.close();
        }
    }
}
