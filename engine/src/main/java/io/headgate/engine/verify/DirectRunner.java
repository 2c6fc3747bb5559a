package io.headgate.engine.verify;

import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TableStore;

/** Runs tasks in this process, for tables that cannot end it: those in memory. */
final class DirectRunner implements TaskRunner {

    private final TableAccess access;
    private final int mostProblems;

    DirectRunner(TableStore store, TableInspection inspection, int mostProblems) {
        this.access = new TableAccess(store, inspection, () -> {});
        this.mostProblems = mostProblems;
    }

    @Override
    public TaskResult run(TableTask task) {
        return task.attempt(access, mostProblems);
    }

    @Override
    public void close() {}
}
