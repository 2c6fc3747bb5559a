package io.headgate.engine.table.lance;

import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.MaintenancePlan.Step;
import io.headgate.engine.table.lance.Segments.Segment;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lance.Dataset;

/** Finds out what of staged maintenance still makes sense on one version, and the steps that it takes. */
final class MaintenancePlanning {

    private final TableContext table;
    private final Dataset pinned;
    private final Fragments present;
    private final Segments segments;
    private final List<StagedRewrite> rewrites = new ArrayList<>();
    private final List<StagedBuild> builds = new ArrayList<>();

    MaintenancePlanning(TableContext table, Dataset pinned) {
        this.table = table;
        this.pinned = pinned;
        this.present = new Fragments(pinned);
        this.segments = new Segments(pinned, present);
    }

    MaintenancePlan plan(List<FragmentRewrite> stagedRewrites, List<IndexBuild> stagedBuilds) throws Exception {
        for (FragmentRewrite text : stagedRewrites) {
            StagedRewrite rewrite = StagedRewrite.of(text);
            if (makesSense(rewrite)) {
                rewrites.add(rewrite);
            }
        }
        for (IndexBuild text : stagedBuilds) {
            StagedBuild build = StagedBuild.of(text);
            if (makesSense(build)) {
                builds.add(build);
            }
        }
        requireWhole();
        return new MaintenancePlan(
                pinned.version(),
                rewrites.stream().map(StagedRewrite::text).toList(),
                builds.stream().map(StagedBuild::text).toList(),
                steps());
    }

    private boolean makesSense(StagedRewrite rewrite) throws Exception {
        return rewrite.fits(present)
                && segments.coverAlike(rewrite.replacedIds())
                && rewrites.stream().allMatch(other -> Collections.disjoint(other.replacedIds(), rewrite.replacedIds()))
                && !(rewrite.hasOtherDeletions(present) && lacksRows(rewrite));
    }

    /** Whether rows that were deleted when it was staged are back, because older content was restored. */
    private boolean lacksRows(StagedRewrite rewrite) throws Exception {
        List<Integer> touched = rewrite.withOtherDeletions(present);
        Optional<Dataset> found = History.checkout(pinned, rewrite.version());
        if (found.isEmpty()) {
            // Nobody can tell any more.
            return true;
        }
        try (Dataset read = found.get()) {
            return LiveRows.in(pinned, touched).hasMoreThan(LiveRows.in(read, touched));
        }
    }

    /**
     * Lance looks for nothing that a segment has of fragments that it does not cover, but full text and vector searches show
     * it all the same, and once more from where it is. So a segment is of use only if the rows that it was built from are
     * nowhere but in fragments that it covers, and in no other segment of its index.
     */
    private boolean makesSense(StagedBuild build) throws Exception {
        Set<Integer> covers = new HashSet<>(build.segment().built());
        covers.retainAll(present.ids());
        return !covers.isEmpty()
                && replacedAreThere(build)
                && othersOf(build).noneMatch(other -> other.coversAnyOf(covers))
                && builds.stream().noneMatch(earlier -> earlier.competesWith(build))
                && rewrites.stream().noneMatch(rewrite -> splits(covers, rewrite))
                && !liveElsewhere(build, covers);
    }

    private boolean replacedAreThere(StagedBuild build) {
        return build.text().replaces().stream()
                .allMatch(id -> segments.all().stream()
                        .anyMatch(segment -> segment.id().equals(id)
                                && segment.name().equals(build.text().name())));
    }

    private Stream<Segment> othersOf(StagedBuild build) {
        return segments.all().stream()
                .filter(segment -> segment.name().equals(build.text().name()))
                .filter(segment -> !build.text().replaces().contains(segment.id()));
    }

    private static boolean splits(Set<Integer> covers, StagedRewrite rewrite) {
        return !Collections.disjoint(covers, rewrite.replacedIds()) && !covers.containsAll(rewrite.replacedIds());
    }

    /** Whether rows that it was built from are in fragments that came later: somebody rewrote those that it covers. */
    private boolean liveElsewhere(StagedBuild build, Set<Integer> covers) throws Exception {
        Set<Integer> gone = new HashSet<>(build.segment().built());
        gone.removeAll(covers);
        if (gone.isEmpty()) {
            return false;
        }
        Optional<Dataset> found =
                History.checkout(pinned, build.segment().index().datasetVersion());
        if (found.isEmpty()) {
            // Nobody can tell any more.
            return true;
        }
        try (Dataset base = found.get()) {
            Set<Integer> later = new HashSet<>(present.ids());
            later.removeAll(new Fragments(base).ids());
            return !later.isEmpty() && RowIds.in(base, gone).anyIn(pinned, later);
        }
    }

    private void requireWhole() {
        rewrites.stream().flatMap(rewrite -> rewrite.replacements().stream()).forEach(table.rowIdFiles()::requireWhole);
        rewrites.stream()
                .flatMap(rewrite -> rewrite.replacements().stream())
                .flatMap(fragment -> fragment.getFiles().stream())
                .forEach(table.stagedFiles()::requireWhole);
        builds.stream().map(StagedBuild::segment).forEach(table.stagedFiles()::requireWhole);
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (segments.names().anyMatch(this::numbersWouldClash)) {
            steps.add(Step.DEREGISTER);
        }
        if (!rewrites.isEmpty()) {
            steps.add(Step.REWRITE);
        }
        if (rewrites.stream().anyMatch(rewrite -> rewrite.hasOtherDeletions(present))) {
            steps.add(Step.DELETE_AGAIN);
        }
        if (segments.all().stream().anyMatch(this::moves) || !builds.isEmpty()) {
            steps.add(Step.REGISTER);
        }
        return steps;
    }

    /**
     * Lance gives new fragments to the segments that cover the replaced ones before it gives them numbers, so each such segment
     * names the fragment 0. When two segments of one index name the same fragment Lance looks into the index for what it covers,
     * and ends the process if that index is one of texts or vectors.
     */
    private boolean numbersWouldClash(String index) {
        List<Segment> named = segments.all().stream()
                .filter(segment -> segment.name().equals(index))
                .filter(segment -> moves(segment) || segment.names(Rewriting.NUMBERED_AT_COMMIT))
                .toList();
        return named.size() > 1 && named.stream().anyMatch(this::moves);
    }

    /** Whether it covers what is replaced. */
    private boolean moves(Segment segment) {
        return rewrites.stream().anyMatch(rewrite -> segment.coversAnyOf(rewrite.replacedIds()));
    }
}
