package io.headgate.ingest.maintain.plan;

import static io.headgate.ingest.maintain.plan.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.manifest.TableKind;
import io.headgate.ingest.config.PlannerConfig;
import io.headgate.ingest.maintain.event.CommitEvent;
import io.headgate.ingest.maintain.event.GraphEvent;
import io.headgate.ingest.maintain.event.RequestReason;
import io.headgate.ingest.maintain.event.SurveyEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is known of a table after some events, and whether it is asked for then. */
class PlanningRuleTest {
    private static final PlannerConfig PLANNER =
            new PlannerConfig(Duration.ofMinutes(5), Duration.ofMinutes(10), 500, Duration.ofMinutes(1));
    private static final PlanningRule RULE =
            new PlanningRule(MaintenanceLimits.DEFAULT.withRowsPerFragment(100).withFanIn(4), PLANNER);
    private static final Instant SOON = START.plusSeconds(30);

    @Test
    void enoughSmallFragmentsAreWorthARequest() {
        assertThat(decide(SOON, ingests(1, 3, 10))).isEmpty();
        assertThat(decide(SOON, ingests(1, 4, 10))).contains(RequestReason.FRAGMENTS);
    }

    @Test
    void fragmentsThatAreLargeEnoughAreNot() {
        assertThat(decide(SOON, ingests(1, 9, 50))).isEmpty();
    }

    @Test
    void aGraphVersionThatIsToldTwiceOrTooLateCountsOnce() {
        TableStatistics table = after(Events.ingest(1, 10, 2), Events.ingest(3, 10, 2));

        assertThat(after(
                        Events.ingest(1, 10, 2),
                        Events.ingest(1, 10, 2),
                        Events.ingest(3, 10, 2),
                        Events.ingest(2, 10, 2),
                        Events.ingest(3, 10, 2)))
                .isEqualTo(table);
        assertThat(table.fragments()).isEqualTo(2);
        assertThat(table.deletedRows()).isEqualTo(4);
    }

    @Test
    void manyDeletedRowsAreWorthARequest() {
        assertThat(decide(SOON, Events.ingest(1, 50, 428))).isEmpty();
        assertThat(decide(SOON, Events.ingest(1, 50, 429))).contains(RequestReason.DELETED_ROWS);
    }

    @Test
    void rowsThatNoIndexKnowsAreWorthARequestWhenTheyAreManyOrOld() {
        SurveyEvent survey = Events.reconciled(1, false);

        assertThat(decide(SOON, survey, Events.ingest(2, 499, 0))).isEmpty();
        assertThat(decide(SOON, survey, Events.ingest(2, 500, 0))).contains(RequestReason.UNINDEXED_ROWS);
        assertThat(decide(START.plusSeconds(61), survey, Events.ingest(2, 1, 0)))
                .isEmpty();
        assertThat(decide(START.plusSeconds(62), survey, Events.ingest(2, 1, 0)))
                .contains(RequestReason.UNINDEXED_AGE);
        assertThat(decide(START.plusSeconds(62), Events.ingest(2, 1, 0)))
                .as("nobody said that the table has indexes")
                .isEmpty();
    }

    @Test
    void maintenanceLetsTheCountsBeginAnew() {
        GraphEvent[] events = ingests(1, 4, 10);

        TableStatistics compacted = after(after(events), Events.compaction(5));
        assertThat(compacted.smallFragments()).isZero();
        assertThat(compacted.unindexedRows()).as("no index was touched").isEqualTo(40);
        TableStatistics indexed = after(compacted, Events.indexing(6, 5));
        assertThat(indexed.unindexedRows()).isZero();
        assertThat(RULE.decide(indexed, START.plusSeconds(3_600))).isEmpty();
        assertThat(RULE.decide(after(indexed, Events.ingest(7, 10, 0)), START.plusSeconds(3_600)))
                .contains(RequestReason.UNINDEXED_AGE);
    }

    @Test
    void aSurveyFindsWhatEventsDidNotSay() {
        assertThat(decide(SOON, Events.reconciled(9, true))).contains(RequestReason.SURVEYED);
        assertThat(decide(SOON, Events.reconciled(9, false))).isEmpty();
    }

    @Test
    void aSurveyFromBeforeMaintenanceSaysNothing() {
        assertThat(decide(SOON, Events.compaction(10), Events.reconciled(9, true)))
                .isEmpty();
        assertThat(decide(SOON, Events.compaction(10), Events.reconciled(10, true)))
                .contains(RequestReason.SURVEYED);
    }

    @Test
    void aTableIsNotAskedForWhileARequestIsInFlight() {
        TableStatistics asked = after(ingests(1, 4, 10)).asked(RequestReason.FRAGMENTS, SOON);

        assertThat(RULE.decide(after(asked, ingests(5, 40, 10)), SOON.plusSeconds(599)))
                .isEmpty();
        assertThat(RULE.decide(asked, SOON.plusSeconds(600)))
                .as("nobody answered")
                .contains(RequestReason.FRAGMENTS);
    }

    @Test
    void aRequestIsInFlightUntilItIsHandledOrNothingIsLeft() {
        TableStatistics asked = after(ingests(1, 4, 10)).asked(RequestReason.FRAGMENTS, SOON);

        assertThat(after(asked, Events.compaction(5)).inFlight())
                .as("one commit of several")
                .isPresent();
        assertThat(after(asked, Events.handled(6)).inFlight()).isEmpty();
        assertThat(after(asked, Events.reconciled(6, true)).inFlight()).isPresent();
        assertThat(after(asked, Events.reconciled(6, false)).inFlight()).isEmpty();
    }

    @Test
    void whatCouldNotBeBetteredIsNotAskedForAgainAtOnce() {
        TableStatistics handled = after(after(ingests(1, 9, 10)), Events.handled(9));

        assertThat(RULE.decide(handled, SOON.plusSeconds(3_600))).isEmpty();
        assertThat(RULE.decide(after(handled, ingests(10, 4, 10)), SOON.plusSeconds(1)))
                .contains(RequestReason.FRAGMENTS);
    }

    /** Nobody may write to it any more, so no other event would give a reason. */
    @Test
    void whatWasBetteredAndIsNotDoneIsAskedForAgain() {
        TableStatistics handled = after(after(ingests(1, 9, 10)), Events.survey(9, SurveyEvent.Cause.HANDLED, true));

        assertThat(RULE.decide(handled, SOON)).contains(RequestReason.SURVEYED);
    }

    private static Optional<RequestReason> decide(Instant now, GraphEvent... events) {
        return RULE.decide(after(events), now);
    }

    private static GraphEvent[] ingests(long from, int count, long rows) {
        return LongStream.range(from, from + count)
                .mapToObj(version -> Events.ingest(version, rows, 0))
                .toArray(GraphEvent[]::new);
    }

    private static TableStatistics after(GraphEvent... events) {
        return after(TableStatistics.unknown(Events.GRAPH, Events.PERSON, TableKind.NODE, "Person"), events);
    }

    private static TableStatistics after(TableStatistics before, GraphEvent... events) {
        TableStatistics table = before;
        for (GraphEvent event : events) {
            TableStatistics known = table;
            table = event.match(new GraphEvent.Cases<>() {
                @Override
                public TableStatistics commit(CommitEvent commit) {
                    return known.plus(commit, commit.tables().get(0), RULE.smallRows());
                }

                @Override
                public TableStatistics survey(SurveyEvent survey) {
                    return known.plus(survey, survey.tables().get(0));
                }
            });
        }
        return table;
    }
}
