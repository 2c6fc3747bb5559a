package io.headgate.engine.table.lance;

import io.headgate.engine.table.StagedChange;
import java.util.List;
import org.lance.Dataset;
import org.lance.operation.Operation;

/**
 * An operation that fits exactly one open version.
 *
 * @param base the version it was staged on
 * @param marks names of the deletion files that were written for it
 */
record LanceStagedChange(Dataset base, Operation operation, long rowsAdded, long rowsRemoved, List<String> marks)
        implements StagedChange {

    LanceStagedChange {
        marks = List.copyOf(marks);
    }

    /** One that needs no deletion file that is not there already. */
    LanceStagedChange(Dataset base, Operation operation, long rowsAdded, long rowsRemoved) {
        this(base, operation, rowsAdded, rowsRemoved, List.of());
    }

    /** The operation of a change that was staged on this very base; another one's would remove the wrong rows. */
    static Operation operationFor(Dataset base, StagedChange change) {
        if (!(change instanceof LanceStagedChange) || ((LanceStagedChange) change).base() != base) {
            throw new IllegalArgumentException("the change was staged on another table object: stage it again here");
        }
        return ((LanceStagedChange) change).operation();
    }

    /** The deletion files that were written for a change, whatever base it was staged on. */
    static List<String> marksOf(StagedChange change) {
        if (!(change instanceof LanceStagedChange)) {
            throw new IllegalArgumentException("the change was staged by another store: discard it there");
        }
        return ((LanceStagedChange) change).marks();
    }
}
