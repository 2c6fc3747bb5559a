package io.headgate.engine.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.IndexKind;
import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.TableLayout;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What plans come to when a table grows, is changed and maintained in turns. */
final class PlanProperties {

    private static final List<DeclaredIndex> DECLARED =
            List.of(DeclaredIndex.ON_ID, new DeclaredIndex("bio", IndexKind.TEXT));

    @Property(tries = 300)
    void maintenanceComesToAnEndWithFewFragmentsAndFullCoverage(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 8) int fanIn,
            @ForAll @IntRange(min = 1, max = 5) int mostSegments) {
        MaintenanceLimits limits = new MaintenanceLimits(10_000, fanIn, 0.2, mostSegments, 1, 1, 1, 1);
        ModelTable table = new ModelTable();
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            change(table, random);
            int steps = maintain(table, limits);

            assertThat(steps).as("steps of a round").isLessThan(200);
            TableLayout layout = table.layout();
            assertThat(new RewritePlanner(limits).plan(layout)).isEmpty();
            assertThat(new IndexPlanner(limits).isComplete(layout, DECLARED)).isTrue();
            assertThat(layout.fragments())
                    .noneMatch(fragment -> fragment.deletedRows() > 0.2 * fragment.physicalRows());
            for (DeclaredIndex index : DECLARED) {
                assertThat(layout.segmentsOf(index.name())).hasSizeLessThanOrEqualTo(mostSegments);
            }
        }
    }

    /** The number of rows that are written for each row that comes grows with the logarithm of the table, not with the table. */
    @Property(tries = 20)
    void aRowIsRewrittenAFewTimesInItsLife(@ForAll @IntRange(min = 10, max = 60) int batch) {
        MaintenanceLimits limits = new MaintenanceLimits(10_000, 8, 0.2, 4, 1, 1, 1, 1);
        ModelTable table = new ModelTable();
        int batches = 2_000;
        for (int i = 0; i < batches; i++) {
            table.append(batch);
            maintain(table, limits);
        }

        assertThat(table.rowsWritten()).isLessThan(5L * batches * batch);
        assertThat(table.layout().fragments().size()).isLessThan(200);
    }

    private static void change(ModelTable table, Random random) {
        int appends = random.nextInt(20);
        for (int i = 0; i < appends; i++) {
            table.append(1 + random.nextInt(1 << random.nextInt(14)));
        }
        List<FragmentLayout> fragments = table.layout().fragments();
        for (FragmentLayout fragment : fragments) {
            if (random.nextInt(3) == 0) {
                table.delete(fragment.id(), 1 + random.nextLong(fragment.rows()));
            }
        }
    }

    private static int maintain(ModelTable table, MaintenanceLimits limits) {
        for (int step = 0; ; step++) {
            List<List<Integer>> groups = new RewritePlanner(limits).plan(table.layout());
            if (!groups.isEmpty()) {
                table.rewrite(groups.get(0));
                continue;
            }
            List<IndexRequest> requests = new IndexPlanner(limits).plan(table.layout(), DECLARED);
            if (requests.isEmpty()) {
                return step;
            }
            requests.forEach(table::build);
        }
    }
}
