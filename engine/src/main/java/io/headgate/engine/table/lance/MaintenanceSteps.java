package io.headgate.engine.table.lance;

import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.lance.Segments.Segment;
import io.headgate.recovery.error.CorruptState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lance.Dataset;
import org.lance.index.Index;
import org.lance.operation.CreateIndex;
import org.lance.operation.Rewrite;
import org.lance.operation.RewriteGroup;

/** Turns the steps of a plan into operations, each on the version that the one before made. */
final class MaintenanceSteps {

    private final TableContext table;
    private final Dataset pinned;
    private final MaintenancePlan plan;
    private final Fragments present;
    private final List<StagedRewrite> rewrites;

    MaintenanceSteps(TableContext table, Dataset pinned, MaintenancePlan plan) {
        this.table = table;
        this.pinned = pinned;
        this.plan = plan;
        this.present = new Fragments(pinned);
        this.rewrites = plan.rewrites().stream().map(StagedRewrite::of).toList();
    }

    StagedChange stage(int step) throws Exception {
        if (step < 0 || step >= plan.steps().size() || pinned.version() != plan.onVersion() + step) {
            throw new IllegalRequest("step " + step + " of a plan of " + plan.steps() + " on version "
                    + plan.onVersion() + " does not fit version " + pinned.version());
        }
        return switch (plan.steps().get(step)) {
            case DEREGISTER -> deregister();
            case REWRITE -> rewrite();
            case DELETE_AGAIN -> deleteAgain();
            case REGISTER -> register();
        };
    }

    private StagedChange deregister() {
        Set<String> moving = new HashSet<>();
        for (Segment segment : new Segments(pinned, present).all()) {
            if (rewrites.stream().anyMatch(rewrite -> segment.coversAnyOf(rewrite.replacedIds()))) {
                moving.add(segment.id());
            }
        }
        return indexes(List.of(), moving);
    }

    /** Rows that were deleted meanwhile count as added: they are there again until the next step. */
    private StagedChange rewrite() {
        List<RewriteGroup> groups = new ArrayList<>();
        long removed = 0;
        long added = 0;
        for (StagedRewrite rewrite : rewrites) {
            groups.add(RewriteGroup.builder()
                    // In any other order than the table's, Lance may end the process.
                    .oldFragments(present.some(rewrite.replacedIds()))
                    .newFragments(rewrite.replacements())
                    .build());
            removed += present.rowsIn(rewrite.replacedIds());
            added += rewrite.text().rows();
        }
        Rewrite operation =
                Rewrite.builder().groups(groups).rewrittenIndices(List.of()).build();
        return new LanceStagedChange(pinned, operation, added, removed);
    }

    private StagedChange deleteAgain() throws Exception {
        RowLocations dead = new RowLocations();
        try (Dataset base = base()) {
            Fragments then = new Fragments(base);
            for (StagedRewrite rewrite : rewrites) {
                if (rewrite.hasOtherDeletions(then)) {
                    addDead(rewrite, base, dead);
                }
            }
        }
        return new ChangeStaging(table, pinned).remove(dead);
    }

    private void addDead(StagedRewrite rewrite, Dataset base, RowLocations dead) throws Exception {
        Optional<Dataset> found = History.checkout(pinned, rewrite.version());
        if (found.isEmpty()) {
            // Cleanup has removed it after this was planned; their ids tell, too, but it takes longer.
            RowIds.in(base, rewrite.replacedIds()).othersIn(pinned, rewrite.newIds(present), dead);
            return;
        }
        try (Dataset read = found.get()) {
            new DeletedSince(rewrite, read, base).findIn(present, dead);
        }
    }

    private StagedChange register() throws Exception {
        List<Index> added = new ArrayList<>();
        Set<String> removed = new HashSet<>();
        Map<String, List<Integer>> recorded = recorded();
        try (Dataset base = base()) {
            Fragments then = new Fragments(base);
            for (StagedBuild build :
                    plan.indexes().stream().map(StagedBuild::of).toList()) {
                Set<Integer> covers = new HashSet<>(build.segment().built());
                covers.retainAll(then.ids());
                added.add(Segments.covering(build.segment().index(), moved(covers)));
                removed.addAll(build.text().replaces());
            }
            for (Segment segment : new Segments(base, then).all()) {
                Set<Integer> covers = moved(segment.covered());
                boolean untouched = covers.equals(segment.covered())
                        && segment.index().fragments().equals(Optional.ofNullable(recorded.get(segment.id())));
                if (!untouched && removed.add(segment.id())) {
                    added.add(Segments.covering(segment.index(), covers));
                }
            }
        }
        return indexes(added, removed);
    }

    private StagedChange indexes(List<Index> added, Set<String> removed) {
        CreateIndex operation = CreateIndex.builder()
                .withNewIndices(added)
                .withRemovedIndices(pinned.getIndexes().stream()
                        .filter(index -> removed.contains(index.uuid().toString()))
                        .toList())
                .build();
        return new LanceStagedChange(pinned, operation, 0, 0);
    }

    /**
     * What Lance has written down by now. For new fragments that is 0, as they had no number yet; if another segment of the index has
     * 0 too, Lance takes all of them for damaged and reads their fragments off row ids, which are not addresses: 0 for every segment.
     */
    private Map<String, List<Integer>> recorded() {
        Map<String, List<Integer>> recorded = new HashMap<>();
        pinned.getIndexes()
                .forEach(index -> index.fragments()
                        .ifPresent(fragments -> recorded.put(index.uuid().toString(), fragments)));
        return recorded;
    }

    /** What covers these fragments covers the new ones instead, because rows keep their ids when they are rewritten. */
    private Set<Integer> moved(Set<Integer> covered) {
        Set<Integer> moved = new HashSet<>(covered);
        for (StagedRewrite rewrite : rewrites) {
            if (covered.containsAll(rewrite.replacedIds())) {
                moved.removeAll(rewrite.replacedIds());
                moved.addAll(rewrite.newIds(present));
            }
        }
        return moved;
    }

    private Dataset base() throws Exception {
        Optional<Dataset> base = History.checkout(pinned, plan.onVersion());
        return base.orElseThrow(() -> new CorruptState(
                table.path().value(),
                "Version " + plan.onVersion() + " of table " + table.path()
                        + ", on which maintenance was planned, is not"
                        + " there any more. Nothing was published; plan it again."));
    }
}
