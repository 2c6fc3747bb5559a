package io.headgate.engine.table.memory;

import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.MaintenancePlan.Step;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out what of staged maintenance still makes sense at one version of a table. For one plan. */
final class MaintenancePlanning {

    private final MemoryTable table;
    private final TableVersion version;
    private final RewrittenFragments rewritten;
    private final List<FragmentRewrite> rewrites = new ArrayList<>();
    private final Set<Integer> replaced = new HashSet<>();
    private final List<IndexBuild> indexes = new ArrayList<>();
    private final List<IndexSegment> added = new ArrayList<>();
    private final Set<String> dropped = new HashSet<>();

    MaintenancePlanning(MemoryTable table, TableVersion version) {
        this.table = table;
        this.version = version;
        this.rewritten = new RewrittenFragments(version);
    }

    MaintenancePlan plan(List<FragmentRewrite> stagedRewrites, List<IndexBuild> stagedIndexes) {
        stagedRewrites.stream().filter(this::makesSense).forEach(this::add);
        for (IndexBuild index : stagedIndexes) {
            IndexSegment segment = table.segment(index.segment());
            if (makesSense(index, segment)) {
                indexes.add(index);
                added.add(segment);
                dropped.addAll(index.replaces());
            }
        }
        return new MaintenancePlan(version.number(), rewrites, indexes, steps());
    }

    private boolean makesSense(FragmentRewrite rewrite) {
        Optional<List<Fragment>> fragments = rewritten.of(rewrite);
        if (fragments.isEmpty() || hasRowsThatCameBack(rewrite)) {
            return false;
        }
        List<Integer> ids = fragments.get().stream().map(Fragment::id).toList();
        return Collections.disjoint(replaced, ids)
                && version.segments().stream()
                        .noneMatch(segment -> RewrittenFragments.splits(segment.fragments(), ids));
    }

    private boolean hasRowsThatCameBack(FragmentRewrite rewrite) {
        Set<Long> rows = new HashSet<>();
        rewrite.replacements().forEach(name -> rows.addAll(table.file(name).carried()));
        return !rows.containsAll(rewritten.liveRows(rewrite));
    }

    private void add(FragmentRewrite rewrite) {
        rewrites.add(rewrite);
        replaced.addAll(rewritten.ids(rewrite));
    }

    private boolean makesSense(IndexBuild index, IndexSegment segment) {
        Set<String> replaceable = new HashSet<>();
        version.layout().segmentsOf(index.name()).forEach(there -> replaceable.add(there.id()));
        replaceable.removeAll(dropped);
        boolean inTheWay = Stream.concat(version.segments().stream(), added.stream())
                .filter(other -> other.name().equals(index.name()))
                .filter(other ->
                        !dropped.contains(other.id()) && !index.replaces().contains(other.id()))
                .anyMatch(other -> other.id().equals(segment.id())
                        || !Collections.disjoint(other.fragments(), segment.fragments()));
        return replaceable.containsAll(index.replaces())
                && !inTheWay
                && coversWhatItReplaces(index, segment)
                && covers(segment);
    }

    /** Not so when fragments of a replaced segment were rewritten meanwhile: that knows their rows, the new one does not. */
    private boolean coversWhatItReplaces(IndexBuild index, IndexSegment segment) {
        return version.segments().stream()
                .filter(there -> index.replaces().contains(there.id()))
                .allMatch(there -> segment.fragments().containsAll(there.fragments()));
    }

    /** Whether anything of what it was built over is left, and is not rewritten together with what it was not built over. */
    private boolean covers(IndexSegment segment) {
        Set<Integer> covered = new HashSet<>(segment.fragments());
        covered.retainAll(version.fragmentIds());
        for (FragmentRewrite rewrite : rewrites) {
            Set<Integer> group = rewritten.ids(rewrite);
            if (RewrittenFragments.splits(covered, group)) {
                covered.removeAll(group);
            }
        }
        return !covered.isEmpty();
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (!rewrites.isEmpty()) {
            steps.add(Step.REWRITE);
        }
        if (rewrites.stream().anyMatch(this::hasRowsThatWereDeleted)) {
            steps.add(Step.DELETE_AGAIN);
        }
        boolean touched =
                version.segments().stream().anyMatch(segment -> !Collections.disjoint(segment.fragments(), replaced));
        if (touched || !indexes.isEmpty()) {
            steps.add(Step.REGISTER);
        }
        return steps;
    }

    private boolean hasRowsThatWereDeleted(FragmentRewrite rewrite) {
        return rewritten.liveRows(rewrite).size() < rewrite.rows();
    }
}
