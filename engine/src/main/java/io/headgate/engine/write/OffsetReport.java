package io.headgate.engine.write;

import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import java.util.Optional;

/**
 * What a change of offsets did, or would do.
 *
 * @param before the newest graph version that the change was judged on
 * @param settled the unfinished writes that were found, and what became of them before
 * @param steps one for each partition, in the order in which they were asked for
 * @param changedIn the graph version that has the new offsets; empty when there was nothing to change, or it was only shown
 */
public record OffsetReport(
        GraphVersion before, List<Settlement> settled, List<Step> steps, Optional<GraphVersion> changedIn) {

    public OffsetReport {
        settled = List.copyOf(settled);
        steps = List.copyOf(steps);
    }

    /** Whether there is anything to change. */
    public boolean changes() {
        return steps.stream().anyMatch(Step::changes);
    }

    /** One partition. */
    public record Step(OffsetChange change, SourceOffset before, SourceOffset after) {

        public boolean changes() {
            return !before.equals(after);
        }

        /** How many offsets are read once more, or never; not every offset has a record. Means nothing for a rebase. */
        public long distance() {
            return Math.abs(after.nextOffset() - before.nextOffset());
        }
    }
}
