package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.concurrent.BoundedConcurrency;
import io.headgate.engine.concurrent.Concurrency;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamCall;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writers that take turns: whoever has the turn commits what the others have armed. */
abstract class GroupCommitContract extends WriteHarness {

    @BeforeEach
    final void everybodyIsAlive() {
        environment = environment.withLiveness(NOBODY_IS_GONE);
    }

    @Test
    void whatOthersHaveArmedIsCommittedInTheSameVersion() throws Exception {
        WriteResult result = writeWhileArmed(
                batches -> batches.people(graph().newest(), List.of(claim(0, 0, 2)), "ann=1", "bob=1"),
                batches -> batches.people(graph().newest(), List.of(claim(1, 0, 1)), "cid=1"));

        assertThat(result.manifest().version()).isEqualTo(new GraphVersion(2));
        assertThat(result.manifest().intents()).hasSize(2);
        assertThat(result.passedVersions()).isZero();
        assertThat(result.manifest().account().polled()).isEqualTo(3);
        assertThat(result.manifest().nextOffset(partition(0))).contains(2L);
        assertThat(result.manifest().nextOffset(partition(1))).contains(1L);
        assertEnd(Map.of("ann", "1", "bob", "1", "cid", "1"));
    }

    @Test
    void upsertsAndAppendsOfDifferentWritersGoIntoOneTransactionForEachTable() throws Exception {
        WriteResult result = writeWhileArmed(
                batches -> batches.peopleAndFollows(
                        graph().newest(), List.of(claim(0, 0, 2)), List.of("ann=1"), List.of("ann>bob")),
                batches -> batches.peopleAndFollows(
                        graph().newest(), List.of(claim(1, 0, 2)), List.of("bob=1"), List.of("bob>ann")));

        assertThat(result.manifest().intents()).hasSize(2);
        assertThat(result.manifest()
                        .table(TableKind.NODE, "Person")
                        .orElseThrow()
                        .version())
                .isEqualTo(2);
        assertThat(result.manifest()
                        .table(TableKind.EDGE, "Follows")
                        .orElseThrow()
                        .rows())
                .isEqualTo(2);
        assertEnd(Map.of("ann", "1", "bob", "1"));
    }

    @Test
    void equalKeysOfDifferentWritersAreWrittenOneAfterTheOtherInTheOrderOfArming() throws Exception {
        WriteResult result = writeWhileArmed(
                batches -> batches.people(graph().newest(), List.of(claim(0, 0, 2)), "ann=first", "bob=1"),
                batches -> batches.people(graph().newest(), List.of(claim(1, 0, 2)), "ann=second", "bob"));

        assertThat(result.manifest().version()).isEqualTo(new GraphVersion(3));
        assertThat(result.passedVersions()).as("the first one's").isEqualTo(1);
        assertEnd(Map.of("ann", "second"));
    }

    @Test
    void aWriterThatFindsItselfAloneDoesNotTouchTheTurnAnyMore() {
        try (GraphWriter writer = writer()) {
            for (int offset = 0; offset < 5; offset++) {
                writer.write(batches.people(writer.current(), List.of(claim(0, offset, offset + 1)), "ann=1"));
            }
            Optional<StoredObject> turn = environment.objects().get(GraphKeys.TURN);

            writer.write(batches.people(writer.current(), List.of(claim(0, 5, 6)), "ann=2"));

            assertThat(environment.objects().get(GraphKeys.TURN).map(StoredObject::tag))
                    .isEqualTo(turn.map(StoredObject::tag));
        }
    }

    @Test
    void aHolderThatDiedIsPassedOver() throws Exception {
        crash(FaultPoint.ARM_AFTER_PUT, current -> batches.people(current, List.of(claim(0, 0, 1)), "ann=1"));
        try (GraphWriter dying = Graph.open(environment.withFaults(SimulatedCrash.at(FaultPoint.COMMIT_BEFORE_TABLE)))
                .writer("dying")) {
            dying.write(batches.people(dying.current(), List.of(claim(1, 0, 1)), "bob=1"));
        } catch (SimulatedCrash crashed) {
            assertThat(environment.objects().get(GraphKeys.TURN)).isPresent();
        }
        GraphEnvironment hasty = environment.withLimits(
                environment.limits().withTurn(new TurnLimits(Duration.ofMillis(1), 5, 1_000, 64, 1_000)));

        try (GraphWriter writer = Graph.open(hasty).writer("next")) {
            WriteResult result = writer.write(batches.people(writer.current(), List.of(claim(2, 0, 1)), "cid=1"));

            assertThat(result.manifest().intents()).as("all that was armed").hasSize(3);
        }
        environment = environment.withLiveness(EVERYBODY_IS_GONE);
        assertEnd(Map.of("ann", "1", "bob", "1", "cid", "1"));
    }

    @Test
    void aHolderThatTakesLongIsNotPassedOver() throws Exception {
        // Ten times as many looks as make a holder that says nothing a dead one.
        TurnLimits limits = new TurnLimits(Duration.ofMillis(5), 100, 1_000, 64, 1_000);
        try (BoundedConcurrency concurrency = new BoundedConcurrency(0)) {
            environment = environment
                    .withConcurrency(concurrency)
                    .withLimits(environment.limits().withTurn(limits));
            // One renewal fails; that must not be the last of them.
            FaultySeams seams = new FaultySeams(
                    FaultPlan.once(SeamOperation.REPLACE_IF_MATCH, GraphKeys.TURN.path(), SeamFault.UNAVAILABLE));
            GraphEnvironment slow = seams.around(environment).withFaults(once(FaultPoint.COMMIT_BEFORE_TABLE, () -> {
                try (GraphWriter other = writer()) {
                    assertThatThrownBy(() ->
                                    other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "bob=1")))
                            .isInstanceOf(OutcomeUnknown.class)
                            .hasMessageContaining("did not get its turn");
                }
            }));

            try (GraphWriter writer = Graph.open(slow).writer("slow")) {
                WriteResult result = writer.write(batches.people(writer.current(), List.of(claim(0, 0, 1)), "ann=1"));

                assertThat(result.restores()).isZero();
                assertThat(result.manifest().version()).isEqualTo(new GraphVersion(2));
            }
            environment = environment.withLiveness(EVERYBODY_IS_GONE);
            writer().close();
            assertEnd(Map.of("ann", "1", "bob", "1"));
            environment = environment.withConcurrency(Concurrency.NONE);
        }
    }

    @Test
    void aWriterThatWasAloneForLongDoesNotRestoreOverWhatOthersPublish() throws Exception {
        environment = environment.withLimits(environment.limits().withQuietEntries(2));
        try (GraphWriter alone = writer();
                GraphWriter other = writer()) {
            long offset = 0;
            for (; offset < 10; offset++) {
                alone.write(batches.people(alone.current(), List.of(claim(0, offset, offset + 1)), "ann=" + offset));
            }
            other.refresh();
            other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "bob=1"));

            WriteResult result =
                    alone.write(batches.people(alone.current(), List.of(claim(0, offset, offset + 1)), "ann=10"));

            assertThat(result.passedVersions()).isOne();
            assertThat(result.restores()).isZero();
        }
        assertEnd(Map.of("ann", "10", "bob", "1"));
    }

    @Test
    void aWriterThatWasAloneForLongLooksForNoNewerVersion() {
        environment = environment.withLimits(environment.limits().withQuietEntries(2));
        FaultySeams seams = new FaultySeams(FaultPlan.NONE);
        try (GraphWriter alone = Graph.open(seams.around(environment)).writer("alone")) {
            long offset = 0;
            for (; offset < 10; offset++) {
                alone.write(batches.people(alone.current(), List.of(claim(0, offset, offset + 1)), "ann=" + offset));
            }
            int before = seams.calls().size();
            String next = GraphKeys.version(
                            alone.current().branch(), alone.current().version().next())
                    .path();

            alone.write(batches.people(alone.current(), List.of(claim(0, offset, offset + 1)), "ann=10"));

            assertThat(seams.calls().subList(before, seams.calls().size()))
                    .filteredOn(call -> call.target().equals(next))
                    .extracting(SeamCall::operation)
                    .containsExactly(SeamOperation.PUT_IF_ABSENT);
        }
    }

    @Test
    void whatADeadWriterArmedIsCommittedWithTheNextWrite() throws Exception {
        FaultySeams seams = new FaultySeams(FaultPlan.NONE);
        GraphEnvironment counted = seams.around(environment);
        crash(FaultPoint.ARM_AFTER_PUT, current -> batches.people(current, List.of(claim(0, 0, 1)), "ann=1"));

        try (GraphWriter writer = Graph.open(counted).writer("next")) {
            writer.write(batches.people(writer.current(), List.of(claim(1, 0, 1)), "bob=1"));
        }

        assertThat(seams.calls().stream().filter(call -> call.operation() == SeamOperation.COMMIT))
                .as("one transaction for both")
                .hasSize(1);
        environment = environment.withLiveness(EVERYBODY_IS_GONE);
        assertEnd(Map.of("ann", "1", "bob", "1"));
    }

    @Test
    void aDiscardThatFailsDoesNoHarm() throws Exception {
        FaultySeams seams = discarding(SeamFault.UNAVAILABLE);

        try (GraphWriter writer = Graph.open(seams.around(environment)).writer("next")) {
            WriteResult result = writer.write(batches.people(writer.current(), List.of(claim(1, 0, 1)), "bob=2"));

            assertThat(result.manifest().intents()).hasSize(2);
        }
        assertDiscardedOnce(seams);
    }

    @Test
    void aWriterThatDiesWhileItDiscardsHasWritten() throws Exception {
        for (SeamFault crash : List.of(SeamFault.CRASH_BEFORE, SeamFault.CRASH_AFTER)) {
            FaultySeams seams = discarding(crash);

            try (GraphWriter writer = Graph.open(seams.around(environment)).writer("next")) {
                long offset = writer.current().nextOffset(partition(1)).orElse(0L);
                WriteRequest request = batches.people(writer.current(), List.of(claim(1, offset, offset + 1)), "bob=2");
                assertThatThrownBy(() -> writer.write(request)).isInstanceOf(SimulatedCrash.class);
            }
            assertDiscardedOnce(seams);
            environment = environment.withLiveness(NOBODY_IS_GONE);
        }
    }

    /** Three people, and one of them in the write of a dead writer, which the next one takes along. */
    private FaultySeams discarding(SeamFault fault) {
        try (GraphWriter writer = writer()) {
            long offset = writer.current().nextOffset(partition(0)).orElse(0L);
            writer.write(
                    batches.people(writer.current(), List.of(claim(0, offset, offset + 3)), "ann=1", "bob=1", "cid=1"));
        }
        crash(FaultPoint.ARM_AFTER_PUT, current -> {
            long offset = current.nextOffset(partition(0)).orElseThrow();
            return batches.people(current, List.of(claim(0, offset, offset + 1)), "ann=2");
        });
        return new FaultySeams(FaultPlan.once(SeamOperation.DISCARD, "nodes/", fault));
    }

    private void assertDiscardedOnce(FaultySeams seams) throws Exception {
        assertThat(seams.calls()).extracting(SeamCall::operation).containsOnlyOnce(SeamOperation.DISCARD);
        environment = environment.withLiveness(EVERYBODY_IS_GONE);
        assertEnd(Map.of("ann", "2", "bob", "2", "cid", "1"));
    }

    /** A request, made when it is needed. */
    @FunctionalInterface
    interface Request {
        WriteRequest of(Batches batches);
    }

    /** The first one is armed, and then the second one is written; returns the second one's result. */
    final WriteResult writeWhileArmed(Request first, Request second) {
        WriteResult[] result = new WriteResult[1];
        GraphEnvironment pausing = environment.withFaults(once(FaultPoint.ARM_AFTER_PUT, () -> {
            try (GraphWriter other = Graph.open(environment).writer("other")) {
                result[0] = other.write(second.of(batches));
            }
        }));
        try (GraphWriter writer = Graph.open(pausing).writer("first")) {
            writer.write(first.of(batches));
        }
        return result[0];
    }

    final void assertEnd(Map<String, String> people) throws Exception {
        assertThat(Batches.people(environment)).isEqualTo(people);
        try (Recovery recovery = graph().recovery("operator")) {
            recovery.run();
        }
        GraphManifest newest = graph().newest();
        environment = environment.withLiveness(EVERYBODY_IS_GONE);
        assertWhole(newest);
        assertThat(Batches.people(environment)).isEqualTo(people);
    }
}
