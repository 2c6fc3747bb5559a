package io.headgate.recovery.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.decide.SimulatedTable.Announce;
import io.headgate.recovery.decide.SimulatedTable.Another;
import io.headgate.recovery.decide.SimulatedTable.Foreign;
import io.headgate.recovery.decide.SimulatedTable.Land;
import io.headgate.recovery.decide.SimulatedTable.LandAnyhow;
import io.headgate.recovery.decide.SimulatedTable.Move;
import io.headgate.recovery.decide.SimulatedTable.Pin;
import io.headgate.recovery.decide.SimulatedTable.Restore;
import io.headgate.recovery.decide.SimulatedTable.Unreadable;
import io.headgate.recovery.id.TableId;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

final class TableClassifierProperties {

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void whatIsConcludedFromTransactionsIsWhatTheTableHolds(@ForAll("moves") List<Move> moves) {
        SimulatedTable table = played(moves);

        TableFinding finding = classify(table);

        List<String> held = table.content(table.head());
        List<String> published = table.content(table.pinned());
        switch (finding.shape()) {
            case UNMOVED, RESTORED -> assertThat(held).isEqualTo(published);
            case APPLIED ->
                assertThat(held)
                        .isEqualTo(table.pinnedContentWith(
                                finding.attempt().orElseThrow(),
                                finding.attempt().orElseThrow().steps().size()));
            case PARTIAL -> assertThat(prefixes(table)).contains(held);
            default -> {}
        }
        assertThat(finding.shape() == TableShape.UNMOVED)
                .isEqualTo(table.head() == table.pinned() && finding.shape() != TableShape.PUBLISHED);
        everyShapeIsMet(finding.shape());
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void foreignMeansThatSomeMovementIsNotOurs(@ForAll("moves") List<Move> moves) {
        SimulatedTable table = played(moves);
        boolean notOurs = table.afterPin().stream()
                .anyMatch(movement -> movement.made().map(made -> !made.ours()).orElse(true));

        TableShape shape = classify(table).shape();

        assertThat(shape == TableShape.FOREIGN).isEqualTo(notOurs && shape != TableShape.PUBLISHED);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void publishedMeansThatTheIntentMadeThePin(@ForAll("moves") List<Move> moves) {
        SimulatedTable table = played(moves);

        assertThat(classify(table).shape() == TableShape.PUBLISHED)
                .isEqualTo(table.attempts().stream()
                        .anyMatch(attempt -> attempt.last().equals(table.pinnedBy())));
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void restoringAndCommittingAgainIsAlwaysRecognised(
            @ForAll("movesOfOurs") List<Move> moves, @ForAll @IntRange(min = 1, max = 4) int steps) {
        SimulatedTable table = played(moves);
        if (classify(table).shape() == TableShape.PUBLISHED) {
            return;
        }

        table.apply(new Restore(true, 0, true));
        TableShape restored = classify(table).shape();
        table.apply(new Announce(steps, true, 0));
        for (int step = 1; step < steps; step++) {
            table.apply(new Land(0));
            assertThat(classify(table).shape()).isEqualTo(TableShape.PARTIAL);
        }
        table.apply(new Land(0));
        TableFinding applied = classify(table);

        assertThat(restored).isEqualTo(TableShape.RESTORED);
        assertThat(applied.shape()).isEqualTo(TableShape.APPLIED);
        assertThat(applied.attempt())
                .contains(table.attempts().get(table.attempts().size() - 1));
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void withoutAnIntentNothingIsAppliedOrPublished(@ForAll("moves") List<Move> moves) {
        SimulatedTable table = played(moves);

        assertThat(classifier(table)
                        .classify(table.head(), table.afterPin(), List.of())
                        .shape())
                .isIn(TableShape.UNMOVED, TableShape.RESTORED, TableShape.STRAY, TableShape.FOREIGN);
    }

    private static void everyShapeIsMet(TableShape shape) {
        Statistics.label("shape").collect(shape).coverage(coverage -> {
            for (TableShape each : TableShape.values()) {
                boolean impossible = each == TableShape.BEHIND || each == TableShape.GONE;
                coverage.check(each).percentage(met -> impossible || met > 1);
            }
        });
    }

    private static List<List<String>> prefixes(SimulatedTable table) {
        return table.attempts().stream()
                .flatMap(attempt -> IntStream.range(1, attempt.steps().size())
                        .mapToObj(steps -> table.pinnedContentWith(attempt, steps)))
                .toList();
    }

    private static SimulatedTable played(List<Move> moves) {
        SimulatedTable table = new SimulatedTable();
        moves.forEach(table::apply);
        return table;
    }

    private static TableFinding classify(SimulatedTable table) {
        return classifier(table).classify(table.head(), table.afterPin(), table.attempts());
    }

    private static TableClassifier classifier(SimulatedTable table) {
        return new TableClassifier(new TableId("t"), "Person", table.pinned(), table.pinnedBy());
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Arbitraries.frequencyOf(
                        Tuple.of(20, ours()), Tuple.of(1, Arbitraries.of(new Foreign(), new Unreadable())))
                .list()
                .ofMaxSize(14);
    }

    @Provide
    Arbitrary<List<Move>> movesOfOurs() {
        return ours().list().ofMaxSize(14);
    }

    private static Arbitrary<Move> ours() {
        Arbitrary<Integer> any = Arbitraries.integers().between(0, 50);
        Arbitrary<Boolean> mostly = Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false));
        return Arbitraries.frequencyOf(
                Tuple.of(
                        5,
                        Combinators.combine(Arbitraries.integers().between(1, 3), mostly, any)
                                .as((steps, onHead, older) -> (Move) new Announce(steps, onHead, older))),
                Tuple.of(
                        7, Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1)).map(Land::new)),
                Tuple.of(1, Combinators.combine(any, any, any).as(LandAnyhow::new)),
                Tuple.of(3, Combinators.combine(mostly, any, mostly).as(Restore::new)),
                Tuple.of(2, any.map(Another::new)),
                Tuple.of(1, Arbitraries.just(new Pin())));
    }
}
