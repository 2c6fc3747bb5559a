package io.headgate.engine.table.lance;

import io.headgate.engine.table.StagedChange;
import org.lance.Dataset;
import org.lance.operation.Operation;

/**
 * An operation that fits exactly one open version.
 *
 * @param base the version it was staged on
 */
record LanceStagedChange(Dataset base, Operation operation, long rowsAdded, long rowsRemoved) implements StagedChange {

    /** The operation of a change that was staged on this very base; another one's would remove the wrong rows. */
    static Operation operationFor(Dataset base, StagedChange change) {
        if (!(change instanceof LanceStagedChange) || ((LanceStagedChange) change).base() != base) {
            throw new IllegalArgumentException("the change was staged on another table object: stage it again here");
        }
        return ((LanceStagedChange) change).operation();
    }
}
