package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.IndexKind;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Stages random maintenance, keeps it while other things happen to the table, and carries it out on a later version. */
final class RandomMaintenance {

    private static final List<DeclaredIndex> INDEXES =
            List.of(DeclaredIndex.ON_ID, new DeclaredIndex("name", IndexKind.BTREE));
    private static final List<Long> ROWS_PER_FILE = List.of(3L, 10L, 1_000L);
    private static final int MOST_FRAGMENTS = 6;

    private final Random random;
    private List<FragmentRewrite> rewrites = new ArrayList<>();
    private List<IndexBuild> indexes = new ArrayList<>();

    RandomMaintenance(Random random) {
        this.random = random;
    }

    /** Writes some fragments once more that the same segments cover. */
    void stageRewrite(PinnedTable table) {
        TableLayout layout = table.layout();
        Map<String, List<Integer>> coveredAlike = new TreeMap<>(layout.fragments().stream()
                .map(FragmentLayout::id)
                .collect(Collectors.groupingBy(fragment -> segmentsOver(layout, fragment))));
        if (!coveredAlike.isEmpty()) {
            rewrites.add(table.stageRewrite(some(oneOf(List.copyOf(coveredAlike.values()))), oneOf(ROWS_PER_FILE)));
        }
    }

    private static String segmentsOver(TableLayout layout, int fragment) {
        return layout.segments().stream()
                .filter(segment -> segment.fragments().contains(fragment))
                .map(IndexSegment::id)
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** Builds an index over some of what it does not cover yet, sometimes in the place of segments that it has. */
    void stageIndex(PinnedTable table) {
        DeclaredIndex index = oneOf(INDEXES);
        List<IndexSegment> segments = table.layout().segmentsOf(index.name());
        List<IndexSegment> replaced = random.nextBoolean() ? some(segments) : List.of();
        Set<Integer> fragments = new HashSet<>(some(table.layout().uncoveredBy(index.name()).stream()
                .map(FragmentLayout::id)
                .toList()));
        replaced.forEach(segment -> fragments.addAll(segment.fragments()));
        if (!fragments.isEmpty()) {
            List<String> replaces = replaced.stream().map(IndexSegment::id).toList();
            indexes.add(table.stageIndex(
                    new IndexRequest(index, fragments.stream().sorted().toList(), replaces)));
        }
    }

    /** Rows may be there again that a staged segment does not have. */
    void forgetIndexes() {
        indexes.clear();
    }

    /**
     * Carries out what is staged, and forgets it. Now and then it is given up halfway, taken back and begun anew, or somebody
     * else commits in between.
     *
     * @param table left open
     * @param meddling what somebody else commits behind the newest version
     * @return the table at the version with the new layout; nothing but a handle of its own to the same version when nothing is
     *     left to do
     */
    PinnedTable carryOut(PinnedTable table, TableStore store, Runnable meddling) {
        List<FragmentRewrite> ours = takeAll(rewrites);
        List<IndexBuild> built = takeAll(indexes);
        PinnedTable at = store.open(table.path(), table.version());
        while (true) {
            MaintenancePlan plan = at.planMaintenance(ours, built);
            PinnedTable done = attempt(at, plan, meddling);
            if (done.version() == at.version() + plan.steps().size()) {
                close(at, done);
                checkNothingIsDoneTwice(plan, done.planMaintenance(ours, built));
                checkLayout(done);
                return done;
            }
            PinnedTable restored = at.restore(stamp());
            close(done, at);
            close(at, restored);
            assertThat(restored.rowCount()).isEqualTo(table.rowCount());
            at = restored;
        }
    }

    private static <T> List<T> takeAll(List<T> staged) {
        List<T> taken = List.copyOf(staged);
        staged.clear();
        return taken;
    }

    /** The last version that was made as it was planned; the caller closes it, and the table that it was given. */
    private PinnedTable attempt(PinnedTable table, MaintenancePlan plan, Runnable meddling) {
        PinnedTable at = table;
        for (int step = 0; step < plan.steps().size(); step++) {
            StagedChange change = at.stageStep(plan, step);
            boolean meddled = random.nextInt(6) == 0;
            if (meddled) {
                meddling.run();
            }
            if (!meddled && random.nextInt(6) == 0) {
                return at;
            }
            CommitOutcome outcome = at.commit(change, stamp());
            if (meddled) {
                assertThat(outcome).isNotInstanceOf(CommitOutcome.Committed.class);
                return at;
            }
            PinnedTable next = committed(outcome);
            close(at == table ? next : at, next);
            at = next;
        }
        return at;
    }

    /** Closes the one unless it is the other. */
    private static void close(PinnedTable one, PinnedTable unless) {
        if (one != unless) {
            one.close();
        }
    }

    /** What was left out may make sense afterwards: an index can have covered the rest of a group that was covered in part. */
    private static void checkNothingIsDoneTwice(MaintenancePlan done, MaintenancePlan again) {
        assertThat(done.rewrites()).noneMatch(again.rewrites()::contains);
        assertThat(done.indexes()).noneMatch(again.indexes()::contains);
    }

    private static void checkLayout(PinnedTable table) {
        TableLayout layout = table.layout();
        List<Integer> fragments =
                layout.fragments().stream().map(FragmentLayout::id).toList();
        assertThat(fragments).isSorted().doesNotHaveDuplicates();
        assertThat(layout.fragments().stream().mapToLong(FragmentLayout::rows).sum())
                .isEqualTo(table.rowCount());
        for (DeclaredIndex index : INDEXES) {
            List<Integer> covered = layout.segmentsOf(index.name()).stream()
                    .flatMap(segment -> segment.fragments().stream())
                    .toList();
            assertThat(covered).doesNotHaveDuplicates().isSubsetOf(fragments);
        }
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> List<T> some(Collection<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        int most = Math.min(MOST_FRAGMENTS, shuffled.size());
        return most == 0 ? List.of() : List.copyOf(shuffled.subList(0, 1 + random.nextInt(most)));
    }
}
