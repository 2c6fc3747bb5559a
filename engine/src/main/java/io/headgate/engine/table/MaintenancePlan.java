package io.headgate.engine.table;

import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;

/**
 * What is left of staged maintenance on one version of a table, and the transactions that it takes. A value; the content of
 * the table after the last step is that of the version.
 *
 * @param onVersion the version
 * @param rewrites those whose replaced fragments are all still there
 * @param indexes those that cover something and whose replaced segments are all still there
 * @param steps in this order, each on the version that the one before made; empty when nothing is left
 */
public record MaintenancePlan(
        long onVersion, List<FragmentRewrite> rewrites, List<IndexBuild> indexes, List<Step> steps) {

    /** One transaction. */
    public enum Step {
        /** Takes out the segments of indexes that cover replaced fragments; {@link #REGISTER} puts them back. */
        DEREGISTER,
        /** Puts the new fragments in the place of the replaced ones. */
        REWRITE,
        /** Deletes from the new fragments the rows that were deleted from the replaced ones after those had been read. */
        DELETE_AGAIN,
        /** Names the segments of indexes that are new or were taken out, and what the others cover now. */
        REGISTER
    }

    public MaintenancePlan {
        rewrites = List.copyOf(rewrites);
        indexes = List.copyOf(indexes);
        steps = List.copyOf(steps);
    }

    /** Whether everything that was staged is done or overtaken. */
    public boolean isDone() {
        return steps.isEmpty();
    }
}
