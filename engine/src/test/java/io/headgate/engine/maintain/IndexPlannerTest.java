package io.headgate.engine.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.IndexKind;
import io.headgate.engine.table.IndexRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IndexPlannerTest {

    private static final DeclaredIndex FACE = new DeclaredIndex("face", IndexKind.VECTOR);
    private static final MaintenanceLimits LIMITS = new MaintenanceLimits(1_000, 4, 0.2, 2, 100, 1, 1, 1);

    private final IndexPlanner planner = new IndexPlanner(LIMITS);
    private final ModelTable table = new ModelTable();

    @Test
    void anEmptyTableNeedsNoIndex() {
        assertThat(planner.plan(table.layout(), List.of(DeclaredIndex.ON_ID))).isEmpty();
        assertThat(planner.isComplete(table.layout(), List.of(DeclaredIndex.ON_ID)))
                .isTrue();
    }

    @Test
    void onlyWhatIsUncoveredIsIndexed() {
        table.append(10);
        build(new IndexRequest(DeclaredIndex.ON_ID, List.of(0), List.of()));
        table.append(20);

        assertThat(planner.plan(table.layout(), List.of(DeclaredIndex.ON_ID)))
                .containsExactly(new IndexRequest(DeclaredIndex.ON_ID, List.of(1), List.of()));
        assertThat(planner.isComplete(table.layout(), List.of(DeclaredIndex.ON_ID)))
                .isFalse();
    }

    @Test
    void whatIsCoveredNeedsNothing() {
        table.append(10);
        build(new IndexRequest(DeclaredIndex.ON_ID, List.of(0), List.of()));

        assertThat(planner.plan(table.layout(), List.of(DeclaredIndex.ON_ID))).isEmpty();
    }

    @Test
    void theSmallestSegmentsAreMadeOneWhenThereAreTooMany() {
        table.append(500);
        build(new IndexRequest(DeclaredIndex.ON_ID, List.of(0), List.of()));
        table.append(20);
        build(new IndexRequest(DeclaredIndex.ON_ID, List.of(1), List.of()));
        table.append(10);

        assertThat(planner.plan(table.layout(), List.of(DeclaredIndex.ON_ID)))
                .containsExactly(new IndexRequest(DeclaredIndex.ON_ID, List.of(1, 2), List.of("s1")));
    }

    @Test
    void aVectorIndexWaitsForEnoughRows() {
        table.append(99);
        assertThat(planner.plan(table.layout(), List.of(FACE))).isEmpty();
        assertThat(planner.isComplete(table.layout(), List.of(FACE))).isTrue();

        table.append(1);
        assertThat(planner.plan(table.layout(), List.of(FACE)))
                .containsExactly(new IndexRequest(FACE, List.of(0, 1), List.of()));
        assertThat(planner.isComplete(table.layout(), List.of(FACE))).isFalse();
    }

    @Test
    void aVectorIndexThatIsThereIsKeptUpToDateWhateverTheRows() {
        table.append(100);
        build(new IndexRequest(FACE, List.of(0), List.of()));
        table.append(1);

        assertThat(planner.plan(table.layout(), List.of(FACE)))
                .containsExactly(new IndexRequest(FACE, List.of(1), List.of()));
    }

    @Test
    void aSegmentWhoseFragmentsAreAllGoneIsNoReasonToBuildOne() {
        table.append(10);
        build(new IndexRequest(DeclaredIndex.ON_ID, List.of(0), List.of()));
        table.delete(0, 10);

        assertThat(planner.plan(table.layout(), List.of(DeclaredIndex.ON_ID))).isEmpty();
    }

    private void build(IndexRequest request) {
        table.build(request);
    }
}
