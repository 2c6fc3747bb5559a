package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.IndexKind;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the contracts of maintenance have in common: short ways to stage and to carry out some. */
public abstract class TableMaintenanceHarness extends TableContractHarness {

    static final DeclaredIndex ON_NAME = new DeclaredIndex("name", IndexKind.BTREE);
    static final long NO_LIMIT = 1_000_000;

    /** Ids of all fragments, oldest first. */
    static List<Integer> fragments(PinnedTable table) {
        return table.layout().fragments().stream().map(FragmentLayout::id).toList();
    }

    static int fragment(PinnedTable table, int number) {
        return fragments(table).get(number);
    }

    static FragmentRewrite stageRewriteOfAll(PinnedTable table) {
        return table.stageRewrite(fragments(table), NO_LIMIT);
    }

    /** @param numbers of the fragments among those of the table, oldest first, from 0 */
    static FragmentRewrite stageRewrite(PinnedTable table, Integer... numbers) {
        return table.stageRewrite(ofNumbers(table, numbers), NO_LIMIT);
    }

    /** @param numbers of the fragments among those of the table, oldest first, from 0 */
    static IndexBuild stageIndex(PinnedTable table, DeclaredIndex index, Integer... numbers) {
        return table.stageIndex(new IndexRequest(index, ofNumbers(table, numbers), List.of()));
    }

    private static List<Integer> ofNumbers(PinnedTable table, Integer... numbers) {
        List<Integer> fragments = fragments(table);
        return Arrays.stream(numbers).map(fragments::get).toList();
    }

    /** Puts all rows of the table into one fragment. */
    final PinnedTable rewriteAll(PinnedTable table) {
        return carryOut(table, stageRewriteOfAll(table));
    }

    final PinnedTable carryOut(PinnedTable table, FragmentRewrite rewrite) {
        return carryOut(table, List.of(rewrite), List.of());
    }

    final PinnedTable carryOut(PinnedTable table, IndexBuild index) {
        return carryOut(table, List.of(), List.of(index));
    }

    final PinnedTable carryOut(PinnedTable table, List<FragmentRewrite> rewrites, List<IndexBuild> indexes) {
        return carryOut(table, table.planMaintenance(rewrites, indexes));
    }

    /** Commits every step; each makes the version after the one before. */
    final PinnedTable carryOut(PinnedTable table, MaintenancePlan plan) {
        PinnedTable at = table;
        for (int step = 0; step < plan.steps().size(); step++) {
            PinnedTable next = closingAtEnd(committed(at.commit(at.stageStep(plan, step), stamp())));
            assertThat(next.version()).isEqualTo(at.version() + 1);
            at = next;
        }
        return at;
    }

    static MaintenancePlan plan(PinnedTable table, FragmentRewrite... rewrites) {
        return table.planMaintenance(List.of(rewrites), List.of());
    }

    static MaintenancePlan plan(PinnedTable table, IndexBuild... indexes) {
        return table.planMaintenance(List.of(), List.of(indexes));
    }

    /** Ids of the fragments that the segments of an index cover. */
    static Set<Integer> covered(PinnedTable table, DeclaredIndex index) {
        return table.layout().segmentsOf(index.name()).stream()
                .flatMap(segment -> segment.fragments().stream())
                .collect(Collectors.toSet());
    }

    static List<String> segments(PinnedTable table, DeclaredIndex index) {
        return table.layout().segmentsOf(index.name()).stream()
                .map(IndexSegment::id)
                .toList();
    }
}
