package io.headgate.engine.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.IndexRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RewritePlannerTest {

    private static final MaintenanceLimits LIMITS =
            MaintenanceLimits.DEFAULT.withRowsPerFragment(1_000).withFanIn(4);

    private final RewritePlanner planner = new RewritePlanner(LIMITS);
    private final ModelTable table = new ModelTable();

    @Test
    void fewSmallFragmentsAreLeftAlone() {
        append(3, 10);

        assertThat(planner.plan(table.layout())).isEmpty();
    }

    @Test
    void smallFragmentsOfOneSizeAreMadeOneOnceThereAreEnough() {
        append(4, 10);

        assertThat(planner.plan(table.layout())).containsExactly(List.of(0, 1, 2, 3));
    }

    @Test
    void fragmentsOfDifferentSizesAreNotMadeOne() {
        append(3, 10);
        append(3, 200);

        assertThat(planner.plan(table.layout())).isEmpty();
    }

    @Test
    void fragmentsThatAreLargeEnoughAreLeftAlone() {
        append(8, 500);

        assertThat(planner.plan(table.layout())).isEmpty();
    }

    @Test
    void noneGrowsBeyondTheLimit() {
        append(5, 400);

        assertThat(planner.plan(table.layout())).containsExactly(List.of(0, 1), List.of(2, 3));
    }

    @Test
    void aFragmentWithManyDeletedRowsIsWrittenAnewByItself() {
        append(2, 900);
        table.delete(1, 271);

        assertThat(planner.plan(table.layout())).containsExactly(List.of(1));
    }

    @Test
    void fewDeletedRowsAreNoReason() {
        append(1, 900);
        table.delete(0, 270);

        assertThat(planner.plan(table.layout())).isEmpty();
    }

    @Test
    void fragmentsOfDifferentSegmentsStayApart() {
        append(2, 10);
        table.build(new IndexRequest(DeclaredIndex.ON_ID, List.of(0, 1), List.of()));
        append(2, 10);

        assertThat(planner.plan(table.layout())).isEmpty();

        append(2, 10);
        assertThat(planner.plan(table.layout())).containsExactly(List.of(2, 3, 4, 5));
    }

    @Test
    void whatWasThereLongestComesFirst() {
        append(4, 300);
        append(4, 10);

        assertThat(planner.plan(table.layout())).containsExactly(List.of(0, 1, 2), List.of(4, 5, 6, 7));
    }

    private void append(int fragments, long rows) {
        for (int i = 0; i < fragments; i++) {
            table.append(rows);
        }
    }
}
