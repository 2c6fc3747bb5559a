package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the write path promises, whatever the stores under it are. */
abstract class WritePathContract extends WriteHarness {

    @Test
    void tablesAndOffsetsBecomeVisibleTogether() throws Exception {
        try (GraphWriter writer = writer()) {
            WriteResult result = writer.write(batches.peopleAndFollows(
                    writer.current(),
                    List.of(claim(0, 0, 7), claim(1, 5, 9)),
                    List.of("ann=Ann", "bob=Bob"),
                    List.of("ann>bob")));

            assertThat(result.manifest().version()).isEqualTo(new GraphVersion(2));
            assertThat(result.manifest().nextOffset(partition(0))).contains(7L);
            assertThat(result.manifest().nextOffset(partition(1))).contains(9L);
            assertThat(result.manifest().account()).isEqualTo(new Account(3, 3, 0, 0, 0));
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "Ann", "bob", "Bob"));
        assertThat(Graph.open(environment).snapshot().count(TableKind.EDGE, "Follows"))
                .isEqualTo(1);
        assertThat(Graph.open(environment).pendingIntents()).isEmpty();
    }

    @Test
    void theLastRowOfAKeyInABatchCounts() throws Exception {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 3)), "ann=1", "bob=1", "cid=1"));

            WriteResult result = writer.write(batches.people(
                    writer.current(),
                    List.of(claim(0, 3, 10)),
                    "ann=2",
                    "ann=3",
                    "bob",
                    "dan=1",
                    "dan",
                    "cid",
                    "cid=4"));

            assertThat(result.manifest().account()).isEqualTo(new Account(7, 4, 3, 0, 0));
            assertThat(result.manifest().totals()).isEqualTo(new Account(10, 7, 3, 0, 0));
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "3", "cid", "4"));
    }

    @Test
    void aSnapshotKeepsItsVersionWhileOthersCommit() throws Exception {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 1)), "ann=1"));
            try (Snapshot before = Graph.open(environment).snapshot()) {
                writer.write(batches.people(writer.current(), List.of(claim(0, 1, 3)), "ann=2", "bob=1"));

                assertThat(Batches.people(before)).isEqualTo(Map.of("ann", "1"));
            }
        }
        assertThat(Batches.people(environment)).hasSize(2);
    }

    @Test
    void aReplayedBatchIsRefusedAndChangesNothing() throws Exception {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1", "bob=1"));

            assertThatThrownBy(() ->
                            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=9", "bob=9")))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("people-0")
                    .hasMessageContaining("up to offset 2")
                    .hasMessageContaining("[0, 2)");
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "1", "bob", "1"));
        assertThat(Graph.open(environment).newest().version()).isEqualTo(new GraphVersion(2));
    }

    @Test
    void aGapInTheOffsetsIsRefused() {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1"));

            assertThatThrownBy(() -> writer.write(batches.people(writer.current(), List.of(claim(0, 3, 4)), "bob=1")))
                    .isInstanceOf(Conflict.class);
        }
    }

    @Test
    void aTopicThatWasCreatedAgainIsNotMistakenForTheRecordedOne() {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1"));
            SourceClaim other = new SourceClaim(new SourcePartition("cluster", "people", "new-id", 0), 2, 3);

            assertThatThrownBy(() -> writer.write(batches.people(writer.current(), List.of(other), "bob=1")))
                    .isInstanceOf(SourceMismatch.class)
                    .hasMessageContaining("topic-id")
                    .hasMessageContaining("new-id");
        }
    }

    @Test
    void offsetsMoveAlsoWhenNoRowDoes() {
        try (GraphWriter writer = writer()) {
            WriteResult result = writer.write(new WriteRequest("ingest", List.of(), List.of(claim(0, 0, 5)), 0, 0));

            assertThat(result.manifest().nextOffset(partition(0))).contains(5L);
            assertThat(result.manifest().account()).isEqualTo(Account.EMPTY);
        }
    }

    @Test
    void writersOfDifferentPartitionsBothGetThrough() throws Exception {
        GraphEnvironment second = open(fixtures);
        try (GraphWriter one = writer();
                GraphWriter two = Graph.open(second).writer("two")) {
            one.write(batches.people(one.current(), List.of(claim(0, 0, 1)), "ann=1"));
            two.write(batches.people(two.current(), List.of(claim(1, 0, 1)), "bob=1"));
            one.write(batches.people(one.current(), List.of(claim(0, 1, 2)), "ann=2"));
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "bob", "1"));
        second.close();
    }

    @Test
    void theLoserOfARaceCommitsOnTopOfTheWinner() throws Exception {
        GraphEnvironment second = unsociable(open(fixtures));
        try (GraphWriter winner = Graph.open(second).writer("winner")) {
            Faults whenAboutToPublish = once(
                    FaultPoint.PUBLISH_BEFORE_PUT,
                    () -> winner.write(batches.people(winner.current(), List.of(claim(1, 0, 2)), "ann=2", "bob=1")));
            try (GraphWriter loser = Graph.open(environment).writer("seed")) {
                loser.write(batches.people(loser.current(), List.of(claim(0, 0, 2)), "ann=1", "cid=1"));
            }
            try (GraphWriter loser =
                    Graph.open(environment.withFaults(whenAboutToPublish)).writer("loser")) {
                WriteResult result =
                        loser.write(batches.people(loser.current(), List.of(claim(0, 2, 4)), "cid=2", "dan=1"));

                assertThat(result.attempts()).isEqualTo(2);
                assertThat(result.passedVersions()).as("the winner's").isEqualTo(1);
                assertThat(result.manifest().nextOffset(partition(1))).contains(2L);
            }
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "bob", "1", "cid", "2", "dan", "1"));
        second.close();
    }

    @Test
    void ofTwoOwnersOfAPartitionExactlyOneIsPublished() throws Exception {
        GraphEnvironment second = unsociable(open(fixtures));
        try (GraphWriter rival = Graph.open(second).writer("rival")) {
            Faults whenAboutToPublish = once(
                    FaultPoint.PUBLISH_BEFORE_PUT,
                    () -> rival.write(batches.people(rival.current(), List.of(claim(0, 0, 1)), "ann=rival")));
            try (GraphWriter writer =
                    Graph.open(environment.withFaults(whenAboutToPublish)).writer("writer")) {
                assertThatThrownBy(() -> writer.write(
                                batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=writer", "bob=writer")))
                        .isInstanceOf(Conflict.class);
            }
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "rival"));
        assertThat(Graph.open(environment).pendingIntents()).isEmpty();
        second.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"INIT_.*", "REARM_.*", "AUDIT_.*", ".*_RESTORE", "CLEANUP_.*", "HOLD_.*"},
            mode = EnumSource.Mode.MATCH_NONE)
    void aCrashAnywhereLosesNothingAndRepeatsNothing(FaultPoint point) throws Exception {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1", "bob=1"));
        }
        assertThat(crash(point)).as("the fault point was reached").isTrue();

        boolean armed = point.compareTo(FaultPoint.ARM_AFTER_PUT) >= 0;
        boolean left = armed && point != FaultPoint.DISARM_AFTER_DELETE;
        try (GraphWriter writer = writer()) {
            GraphManifest healed = writer.current();
            assertWhole(healed);
            assertThat(writer.refresh()).as("healing twice").isEqualTo(healed);
            assertThat(healed.nextOffset(partition(0))).contains(armed ? 4L : 2L);
            assertThat(Batches.people(environment))
                    .isEqualTo(armed ? Map.of("ann", "2", "bob", "1", "cid", "1") : Map.of("ann", "1", "bob", "1"));
            assertThat(Graph.open(environment).recoveries(10)).hasSize(left ? 1 : 0);
            if (!armed) {
                writer.write(batches.people(healed, List.of(claim(0, 2, 4)), "ann=2", "cid=1"));
            }
            writer.write(batches.people(writer.current(), List.of(claim(0, 4, 5)), "dan=1"));
        }
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "bob", "1", "cid", "1", "dan", "1"));
        assertThat(Graph.open(environment).newest().totals().polled()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "ARM_AFTER_PUT, REARM_BEFORE_PUT", "ARM_AFTER_PUT, REARM_AFTER_PUT",
        "ARM_AFTER_PUT, COMMIT_BEFORE_TABLE", "ARM_AFTER_PUT, COMMIT_AFTER_TABLE",
        "COMMIT_AFTER_TABLE, PUBLISH_BEFORE_PUT", "COMMIT_AFTER_TABLE, PUBLISH_AFTER_PUT",
        "COMMIT_AFTER_TABLE, AUDIT_BEFORE_PUT", "COMMIT_AFTER_TABLE, AUDIT_AFTER_PUT",
        "PUBLISH_AFTER_PUT, AUDIT_AFTER_PUT", "PUBLISH_AFTER_PUT, DISARM_BEFORE_DELETE",
        "PUBLISH_AFTER_PUT, DISARM_AFTER_DELETE"
    })
    void aCrashDuringTheHealIsHealed(FaultPoint ofTheWrite, FaultPoint ofTheHeal) throws Exception {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1", "bob=1"));
        }
        assertThat(crash(ofTheWrite)).isTrue();

        GraphEnvironment healing = environment.withFaults(SimulatedCrash.at(ofTheHeal));
        assertThatThrownBy(() -> Graph.open(healing).writer("healer")).isInstanceOf(SimulatedCrash.class);

        try (GraphWriter writer = writer()) {
            assertWhole(writer.current());
            assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "bob", "1", "cid", "1"));
            assertThat(Graph.open(environment).recoveries(10)).hasSize(1);
        }
    }

    @Test
    void theIntentOfALiveOwnerIsLeftAlone() {
        crash(FaultPoint.ARM_AFTER_PUT);

        try (GraphWriter writer = Graph.open(unsociable()).writer("other")) {
            assertThat(Graph.open(environment).pendingIntents()).hasSize(1);
            writer.write(batches.people(writer.current(), List.of(claim(1, 0, 1)), "zoe=1"));
        }
        assertThat(Graph.open(environment).pendingIntents()).hasSize(1);
    }

    @Test
    void aTableThatOtherHandsMovedIsNotOverwritten() throws Exception {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 1)), "ann=1"));
            TablePin pin = Batches.pin(writer.current(), TableKind.NODE, "Person");
            try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
                StagedChange change = table.stageAppend(
                        fixtures.stage(table, List.of(TableFixtures.row("id", "eve", "name", "Eve"))));
                TableFixtures.committed(table.commit(change, TableFixtures.stamp()))
                        .close();
            }

            assertThatThrownBy(() -> writer.write(batches.people(writer.current(), List.of(claim(0, 1, 2)), "bob=1")))
                    .isInstanceOf(RecoveryRequired.class)
                    .hasMessageContaining("Person")
                    .hasMessageContaining("version " + pin.version());
        }
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "1"));
    }
}
