package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;

/**
 * Maintenance of one table that was staged on some version of it, and holds on later ones as far as nobody has changed what it
 * replaces.
 *
 * @param stagedOn the table's version in the graph when it was armed
 * @param indexedUpTo the graph version of which every row is in every declared index afterwards; empty when that cannot be said
 */
record StagedMaintenance(
        List<FragmentRewrite> rewrites, List<IndexBuild> indexes, long stagedOn, Optional<GraphVersion> indexedUpTo) {

    static final StagedMaintenance NONE = new StagedMaintenance(List.of(), List.of(), 0, Optional.empty());

    StagedMaintenance {
        rewrites = List.copyOf(rewrites);
        indexes = List.copyOf(indexes);
    }

    /**
     * The same on another graph version: as long as the content is the one that all was indexed of, all is still indexed.
     *
     * @param from the graph version that it was on
     * @param to the newer one
     * @param pin of the table in the newer one
     */
    StagedMaintenance moved(GraphVersion from, GraphVersion to, TablePin pin) {
        boolean covers = indexedUpTo.filter(from::equals).isPresent() && pin.holdsContentOf(stagedOn);
        return covers ? new StagedMaintenance(rewrites, indexes, stagedOn, Optional.of(to)) : this;
    }

    /** Only what a plan has left of it. A segment that is left out may leave rows that no index knows. */
    StagedMaintenance narrowedTo(MaintenancePlan plan) {
        return new StagedMaintenance(
                plan.rewrites(),
                plan.indexes(),
                stagedOn,
                indexedUpTo.filter(upTo -> plan.indexes().size() == indexes.size()));
    }

    /** What it makes of a pin. Rows that others have moved to other fragments meanwhile are perhaps in no index. */
    TablePin on(TablePin pin, long version, TransactionId transaction) {
        return pin.maintainedAt(version, transaction, indexedUpTo.filter(upTo -> pin.shaped() <= stagedOn));
    }

    int fragmentsReplaced() {
        return rewrites.stream().mapToInt(rewrite -> rewrite.replaced().size()).sum();
    }

    int fragmentsAdded() {
        return rewrites.stream()
                .mapToInt(rewrite -> rewrite.replacements().size())
                .sum();
    }

    long rowsRewritten() {
        return rewrites.stream().mapToLong(FragmentRewrite::rows).sum();
    }
}
