package io.headgate.engine.write;

import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import java.util.Optional;

/** The transactions that put a staged change on one version of a table, one on top of the other. */
sealed interface TableSteps {

    /** How many; 0 when there is nothing left to do. */
    int count();

    /** How many rows more the table has after the last one; negative when it has fewer. */
    long growth();

    /** @param on the version that the step before made, for the first one the one that the change is for */
    StagedChange stage(int step, PinnedTable on);

    /** A change that was staged already, in one transaction. Knows whether it was given away to be committed. Thread-safe. */
    final class One implements TableSteps {

        private final StagedChange change;
        private volatile boolean tried;

        One(StagedChange change) {
            this.change = change;
        }

        /** The change, unless somebody may have tried it. */
        Optional<StagedChange> untried() {
            return tried ? Optional.empty() : Optional.of(change);
        }

        @Override
        public int count() {
            return 1;
        }

        @Override
        public long growth() {
            return change.rowsAdded() - change.rowsRemoved();
        }

        @Override
        public StagedChange stage(int step, PinnedTable on) {
            tried = true;
            return change;
        }
    }

    /** What is left of maintenance. */
    record Planned(MaintenancePlan plan) implements TableSteps {

        @Override
        public int count() {
            return plan.steps().size();
        }

        @Override
        public long growth() {
            return 0;
        }

        @Override
        public StagedChange stage(int step, PinnedTable on) {
            return on.stageStep(plan, step);
        }
    }
}
