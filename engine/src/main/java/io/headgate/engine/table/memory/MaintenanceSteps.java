package io.headgate.engine.table.memory;

import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Stages the transactions of one plan. */
final class MaintenanceSteps {

    private final MemoryTable table;
    private final MaintenancePlan plan;
    private final TableVersion planned;
    private final RewrittenFragments rewritten;

    /** @param planned the version that the plan was made on */
    MaintenanceSteps(MemoryTable table, MaintenancePlan plan, TableVersion planned) {
        this.table = table;
        this.plan = plan;
        this.planned = planned;
        this.rewritten = new RewrittenFragments(planned);
    }

    /**
     * @param owner the table at the version that the step is for
     * @param at that version
     */
    MemoryChange stage(MemoryPinnedTable owner, TableVersion at, int step) {
        if (step < 0 || step >= plan.steps().size() || at.number() != plan.onVersion() + step) {
            throw new IllegalArgumentException("step " + step + " of the plan " + plan.steps() + " for version "
                    + plan.onVersion() + " of table " + table.path() + " cannot be staged on version " + at.number());
        }
        return switch (plan.steps().get(step)) {
            case DEREGISTER -> throw new IllegalArgumentException("no plan of this store has such a step");
            case REWRITE -> rewrite(owner);
            case DELETE_AGAIN -> MemoryChange.ofRows(owner, Effect.Kind.CHANGE, List.of(), deletedMeanwhile(at));
            case REGISTER -> register(owner, at);
        };
    }

    private MemoryChange rewrite(MemoryPinnedTable owner) {
        List<FragmentFile> added = new ArrayList<>();
        Map<Integer, BitSet> removed = new HashMap<>();
        for (FragmentRewrite rewrite : plan.rewrites()) {
            rewrite.replacements().forEach(name -> added.add(table.file(name)));
            rewritten.required(rewrite).forEach(fragment -> removed.put(fragment.id(), fragment.live()));
        }
        return MemoryChange.ofRows(owner, Effect.Kind.REWRITE, added, removed);
    }

    private Map<Integer, BitSet> deletedMeanwhile(TableVersion at) {
        Map<Integer, BitSet> deleted = new HashMap<>();
        for (FragmentRewrite rewrite : plan.rewrites()) {
            Set<Long> alive = rewritten.liveRows(rewrite);
            for (Fragment fragment : replacements(rewrite, at)) {
                BitSet offsets = fragment.live(offset -> !alive.contains(fragment.row(offset)));
                if (!offsets.isEmpty()) {
                    deleted.put(fragment.id(), offsets);
                }
            }
        }
        return deleted;
    }

    private MemoryChange register(MemoryPinnedTable owner, TableVersion at) {
        Set<String> dropped = plan.indexes().stream()
                .flatMap(index -> index.replaces().stream())
                .collect(Collectors.toSet());
        List<IndexSegment> segments = new ArrayList<>();
        for (IndexSegment segment : planned.segments()) {
            IndexSegment now = behindRewrites(segment, at);
            if (!dropped.contains(segment.id()) && !now.equals(segment)) {
                segments.add(now);
            }
        }
        for (IndexBuild index : plan.indexes()) {
            segments.add(behindRewrites(table.segment(index.segment()), at));
        }
        return MemoryChange.ofSegments(owner, segments, dropped);
    }

    /** What a segment covers when the new fragments are there: those all of whose rows it has. */
    private IndexSegment behindRewrites(IndexSegment segment, TableVersion at) {
        Set<Integer> covered = new HashSet<>(segment.fragments());
        for (FragmentRewrite rewrite : plan.rewrites()) {
            Set<Integer> group = rewritten.ids(rewrite);
            boolean whole = covered.containsAll(group);
            covered.removeAll(group);
            if (whole) {
                replacements(rewrite, at).forEach(fragment -> covered.add(fragment.id()));
            }
        }
        covered.retainAll(at.fragmentIds());
        return new IndexSegment(segment.id(), segment.name(), covered);
    }

    private static List<Fragment> replacements(FragmentRewrite rewrite, TableVersion at) {
        return at.fragments().stream()
                .filter(fragment ->
                        rewrite.replacements().contains(fragment.file().name()))
                .toList();
    }
}
