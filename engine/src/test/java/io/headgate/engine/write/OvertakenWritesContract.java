package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.write.OffsetChange.Rewind;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.SourceClaim;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of writes that a deliberate change of offsets catches on the way. */
abstract class OvertakenWritesContract extends OffsetsHarness {

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"ARM_AFTER_PUT", "COMMIT_AFTER_TABLE", "PUBLISH_BEFORE_PUT", "PUBLISH_AFTER_PUT"})
    void whatADeadWriterArmedIsFinishedBeforeAndNotRepeatedAfter(FaultPoint point) throws Exception {
        write(0, "ann=1", "bob=1");
        crashWithEdge(point);

        OffsetReport report = change(new Rewind("people", 0, 2));

        assertThat(report.settled())
                .singleElement()
                .satisfies(settled -> assertThat(settled.publishedIn()).isPresent());
        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(partition(0), 2, 1));
        assertThat(Batches.people(environment)).containsEntry("ann", "2");
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
        assertWhole(graph().newest());
        assertNoIntentIsInTwoVersions();
    }

    @Test
    void aPublishedIntentThatStillLiesThereIsNotAppliedAgainWhenItsOffsetsContinueTheGraphOnceMore() throws Exception {
        write(0, "ann=1", "bob=1");
        crashWithEdge(FaultPoint.PUBLISH_AFTER_PUT);

        changeWhileItsOwnerMayBeAtWork(new Rewind("people", 0, 2));
        assertThat(graph().pendingIntents()).hasSize(1);
        recover();

        assertThat(lastRecovery().decision()).isEqualTo(Decision.CONVERGED);
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(partition(0), 2, 1));
        assertNoIntentIsInTwoVersions();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"ARM_AFTER_PUT", "COMMIT_AFTER_TABLE", "PUBLISH_BEFORE_PUT"})
    void anArmedWriteThatWasOvertakenIsDiscardedThoughItsOffsetsContinueTheGraphAgain(FaultPoint point)
            throws Exception {
        write(0, "ann=1", "bob=1");
        crashWithEdge(point);

        changeWhileItsOwnerMayBeAtWork(new Rewind("people", 0, 0));
        try (GraphWriter writer = Graph.open(unsociable()).writer("other")) {
            writer.write(batches.people(
                    writer.current(), List.of(new SourceClaim(partition(0), 0, 2, 1)), "ann=1", "bob=1"));
        }
        recover();

        assertThat(lastRecovery().decision()).isIn(Decision.DISCARD, Decision.ROLL_BACK);
        assertThat(lastRecovery().reason()).contains("changed deliberately");
        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(partition(0), 2, 1));
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isZero();
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "1", "bob", "1"));
        assertWhole(graph().newest());
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {
                "STAGE_BEFORE_DATA",
                "STAGE_AFTER_DATA",
                "ARM_BEFORE_PUT",
                "ARM_AFTER_PUT",
                "COMMIT_BEFORE_TABLE",
                "COMMIT_AFTER_TABLE",
                "PUBLISH_BEFORE_PUT"
            })
    void aSleeperThatWasDiscardedCannotPublishWhenItsOffsetsContinueTheGraphAgain(FaultPoint asleepAt)
            throws Exception {
        write(0, "ann=1", "bob=1");
        Runnable meanwhile = () -> {
            overtake();
            recover();
            changeWhileItsOwnerMayBeAtWork(new Rewind("people", 0, 2));
        };
        try (GraphWriter sleeper =
                Graph.open(environment.withFaults(once(asleepAt, meanwhile))).writer("sleeper")) {
            assertThatThrownBy(() -> sleeper.write(batches.peopleAndFollows(
                            sleeper.current(), List.of(claim(0, 2, 4)), List.of("ann=2"), List.of("ann>bob"))))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("changed deliberately");
        }
        recover();

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "8", "bob", "1"));
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isZero();
        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(partition(0), 2, 1));
        assertWhole(graph().newest());
        assertNoIntentIsInTwoVersions();
    }

    /** A writer that dies with [2, 4) under way. */
    private void crashWithEdge(FaultPoint point) {
        boolean crashed = crash(
                point,
                manifest -> batches.peopleAndFollows(
                        manifest, List.of(claim(0, 2, 4)), List.of("ann=2"), List.of("ann>bob")));
        assertThat(crashed).isTrue();
    }

    /** Owns the same partition, and writes it without a look at the sleeper's intent. */
    private void overtake() {
        try (GraphWriter other = Graph.open(unsociable()).writer("rival")) {
            other.write(batches.people(other.current(), List.of(claim(0, 2, 3)), "ann=8"));
        }
    }

    private void changeWhileItsOwnerMayBeAtWork(OffsetChange... changes) {
        change(environment.withLiveness(NOBODY_IS_GONE), changes);
    }

    private void recover() {
        try (Recovery recovery = graph().recovery("recoverer")) {
            recovery.run();
        }
    }

    private RecoveryRecord lastRecovery() {
        List<RecoveryRecord> records = graph().recoveries(100);
        return records.get(records.size() - 1);
    }

    private void assertNoIntentIsInTwoVersions() {
        List<IntentId> intents = graph()
                .history(Math.toIntExact(graph().newest().version().number()))
                .stream()
                .flatMap(version -> version.intents().stream())
                .toList();
        assertThat(intents).doesNotHaveDuplicates();
    }
}
