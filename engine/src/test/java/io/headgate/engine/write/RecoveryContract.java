package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.codec.Seal;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TransactionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What becomes of the intent of a writer that died: one test for each row of the decision table. */
abstract class RecoveryContract extends WriteHarness {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void anIntentThatHoldsIsRolledForwardFromItsStagedData() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);

        assertSettled(Decision.ROLL_FORWARD, Map.of("ann", "2", "bob", "1", "cid", "1"));
    }

    @Test
    void anIntentIsRolledForwardOntoWhatOthersPublishedMeanwhile() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.COMMIT_AFTER_TABLE);
        try (GraphWriter other = besides()) {
            other.write(batches.people(other.current(), List.of(claim(1, 0, 2)), "ann=9", "dan=1"));
        }

        assertSettled(Decision.ROLL_FORWARD, Map.of("ann", "2", "bob", "1", "cid", "1", "dan", "1"));
    }

    @Test
    void deletesAreRolledForwardToo() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT, current -> batches.people(current, List.of(claim(0, 2, 4)), "ann", "cid=1"));

        assertSettled(Decision.ROLL_FORWARD, Map.of("bob", "1", "cid", "1"));
    }

    @Test
    void tablesThatHaveTheEffectAreAdoptedAndPublished() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.COMMIT_AFTER_TABLE);
        long head = head(person());

        assertSettled(Decision.PUBLISH, Map.of("ann", "2", "bob", "1", "cid", "1"));

        assertThat(person().version()).as("no table was written again").isEqualTo(head);
        assertThat(onlyRecord().tables()).singleElement().satisfies(table -> {
            assertThat(table.found()).isEqualTo(TableShape.APPLIED);
            assertThat(table.head()).isEqualTo(table.pinned() + 1);
        });
    }

    @Test
    void whenSomeTablesHaveTheEffectTheRestIsCompleted() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.COMMIT_AFTER_TABLE, this::annAndFollows);

        assertSettled(Decision.COMPLETE, Map.of("ann", "2", "bob", "1", "cid", "1"));

        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
    }

    @Test
    void anIntentThatIsPublishedIsFinishedAndNotPublishedAgain() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.PUBLISH_AFTER_PUT);
        GraphManifest published = graph().newest();

        assertSettled(Decision.CONVERGED, Map.of("ann", "2", "bob", "1", "cid", "1"));

        assertThat(graph().newest()).isEqualTo(published);
        assertThat(onlyRecord().publishedIn()).contains(published.version());
    }

    @Test
    void anIntentThatManyVersionsHavePassedIsFinishedAndNotPublishedAgain() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.PUBLISH_AFTER_PUT);
        GraphVersion in = graph().newest().version();
        try (GraphWriter other = besides()) {
            for (long offset = 0; offset < 5; offset++) {
                other.write(batches.people(other.current(), List.of(claim(1, offset, offset + 1)), "dan=" + offset));
            }
        }

        assertSettled(Decision.CONVERGED, Map.of("ann", "2", "bob", "1", "cid", "1", "dan", "4"));

        assertThat(onlyRecord().publishedIn()).contains(in);
    }

    @Test
    void anIntentWhoseOffsetsOthersWroteIsDiscarded() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);
        try (GraphWriter other = besides()) {
            other.write(batches.people(other.current(), List.of(claim(0, 2, 3)), "ann=3"));
        }

        assertSettled(Decision.DISCARD, Map.of("ann", "3", "bob", "1"));

        assertThat(onlyRecord().publishedIn()).isEmpty();
    }

    @Test
    void tablesThatADiscardedIntentMovedAreRestoredAndTheRestoredVersionsArePublished() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.COMMIT_AFTER_TABLE);
        try (GraphWriter other = besides()) {
            other.write(new WriteRequest("ingest", List.of(), List.of(claim(0, 2, 3)), 0, 0));
        }

        assertSettled(Decision.ROLL_BACK, Map.of("ann", "1", "bob", "1"));

        assertThat(graph().newest().operation()).isEqualTo("recover");
    }

    @Test
    void anIntentWhoseReadSetMovedIsDiscarded() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT, current -> {
            WriteRequest plain = annAndFollows(current);
            return new WriteRequest(
                    plain.operation(),
                    plain.tables().subList(1, 2),
                    List.of(),
                    1,
                    0,
                    List.of(person().id()),
                    Optional.empty());
        });
        try (GraphWriter other = besides()) {
            other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "dan=1"));
        }

        assertSettled(Decision.DISCARD, Map.of("ann", "1", "bob", "1", "dan", "1"));
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isZero();
    }

    @Test
    void aWriteWhoseReadSetMovesUnderItIsRefusedToItsOwner() {
        writeAnnAndBob();
        try (GraphWriter other = besides();
                GraphWriter checking = Graph.open(environment.withFaults(once(
                                FaultPoint.PUBLISH_BEFORE_PUT,
                                () -> other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "dan=1")))))
                        .writer("checking")) {
            WriteRequest follows = annAndFollows(checking.current());
            WriteRequest checked = new WriteRequest(
                    "load", follows.tables().subList(1, 2), List.of(), 1, 0, List.of(person().id()), Optional.empty());

            assertThatThrownBy(() -> checking.write(checked))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("has changed");
        }
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isZero();
    }

    @Test
    void anIntentWhoseOwnerMayBeAtWorkIsLeftToIt() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);

        try (GraphWriter other = besides()) {
            other.refresh();
        }

        assertThat(graph().pendingIntents()).hasSize(1);
        assertThat(graph().recoveries(10)).isEmpty();
    }

    @Test
    void anIntentWhoseOffsetsAreNotReachedYetWaitsForThem() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);
        rewriteIntent(intent -> {
            ObjectNode claim = (ObjectNode) intent.withArray("claims").get(0);
            claim.put("from", 4).put("to", 6);
        });

        try (GraphWriter writer = writer()) {
            assertThat(graph().pendingIntents()).hasSize(1);
            writer.write(batches.people(writer.current(), List.of(claim(0, 2, 4)), "bob=2", "dan=1"));
        }

        assertSettled(Decision.ROLL_FORWARD, Map.of("ann", "2", "bob", "2", "cid", "1", "dan", "1"));
        assertThat(graph().newest().nextOffset(partition(0))).contains(6L);
    }

    @Test
    void anIntentWhoseBranchIsGoneIsDiscarded() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);
        rewriteIntent(intent -> intent.put("branch", "experiment"));

        assertSettled(Decision.DISCARD, Map.of("ann", "1", "bob", "1"));

        assertThat(onlyRecord().reason()).contains("branch is gone");
    }

    @Test
    void anIntentOfAnotherBranchIsLeftToItsWriters() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);
        rewriteIntent(intent -> intent.put("branch", "experiment"));
        environment.objects().put(GraphKeys.version("experiment", GraphVersion.FIRST), new byte[] {1});

        writer().close();

        assertThat(graph().pendingIntents()).hasSize(1);
    }

    @Test
    void anIntentForATableThatIsNotInTheGraphAnyMoreIsDiscarded() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);
        rewriteIntent(intent -> ((ObjectNode) intent.withArray("effects").get(0)).put("incarnation", 2));

        assertSettled(Decision.DISCARD, Map.of("ann", "1", "bob", "1"));
    }

    @Test
    void anIntentOfAnotherHistoryIsRefusedAndKept() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);
        rewriteIntent(intent -> ((ObjectNode) intent.get("lineage")).put("commit", "another"));

        assertThatThrownBy(this::writer)
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("older copy")
                .hasMessageContaining(graph().pendingIntents().get(0).value());

        assertThat(graph().pendingIntents()).hasSize(1);
        assertThat(Batches.people(environment)).as("reading goes on").hasSize(2);
    }

    @Test
    void aLoadIsProvedToBePublishedByItsId() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.PUBLISH_AFTER_PUT, this::loadFollows);
        try (GraphWriter other = besides()) {
            other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "dan=1"));
        }

        assertSettled(Decision.CONVERGED, Map.of("ann", "1", "bob", "1", "dan", "1"));

        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
    }

    @Test
    void aLoadThatWasNotPublishedIsRolledForwardOnce() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT, this::loadFollows);

        assertSettled(Decision.ROLL_FORWARD, Map.of("ann", "1", "bob", "1"));

        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
    }

    @Test
    void aLoadThatCannotBeProvedToBePublishedIsRefusedAndKept() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.PUBLISH_AFTER_PUT, this::loadFollows);
        GraphVersion published = graph().newest().version();
        try (GraphWriter other = besides()) {
            other.write(loadFollows(other.current()));
        }
        IntentId pending = graph().pendingIntents().get(0);
        byte[] version = environment
                .objects()
                .get(GraphKeys.version(GraphManifest.MAIN_BRANCH, published))
                .orElseThrow()
                .content();
        environment.objects().delete(GraphKeys.version(GraphManifest.MAIN_BRANCH, published));

        assertThatThrownBy(this::writer)
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("graph version " + published + " is missing");
        assertThat(graph().pendingIntents()).containsExactly(pending);

        environment.objects().put(GraphKeys.version(GraphManifest.MAIN_BRANCH, published), version);
        assertSettled(Decision.CONVERGED, Map.of("ann", "1", "bob", "1"));
    }

    @Test
    void aTableThatALoadMadeTheNewestVersionOfProvesThatItIsPublished() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.PUBLISH_AFTER_PUT, this::loadFollows);
        GraphVersion published = graph().newest().version();
        try (GraphWriter other = besides()) {
            other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "dan=1"));
        }
        environment.objects().delete(GraphKeys.version(GraphManifest.MAIN_BRANCH, published));

        assertSettled(Decision.CONVERGED, Map.of("ann", "1", "bob", "1", "dan", "1"));

        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
    }

    @Test
    void aPartOfAnEffectIsRestoredOverAndDoneAgain() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);
        TransactionId first = environment.ids().transaction();
        rewriteIntent(intent -> {
            ObjectNode attempt = (ObjectNode)
                    intent.withArray("effects").get(0).withArray("attempts").get(0);
            ArrayNode steps = attempt.putArray("steps");
            steps.add(first.value()).add(environment.ids().transaction().value());
        });
        moveByUs(first);

        assertSettled(Decision.ROLL_FORWARD, Map.of("ann", "2", "bob", "1", "cid", "1"));

        assertThat(onlyRecord().tables())
                .singleElement()
                .satisfies(table -> assertThat(table.found()).isEqualTo(TableShape.PARTIAL));
    }

    @Test
    void whatASleeperLeftOnATableIsRestoredOverAndCounted() throws Exception {
        writeAnnAndBob();
        moveByUs(environment.ids().transaction());

        try (GraphWriter writer = writer()) {
            WriteResult result = writer.write(batches.people(writer.current(), List.of(claim(0, 2, 3)), "ann=2"));

            assertThat(result.restores()).isEqualTo(1);
            assertWhole(result.manifest());
        }
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "bob", "1"));
    }

    @Test
    void whatOtherHandsWriteBetweenTheLookAndTheRestoreIsFoundAndNotPublishedOver() throws Exception {
        writeAnnAndBob();
        moveByUs(environment.ids().transaction());
        GraphManifest before = graph().newest();

        try (GraphWriter writer = Graph.open(environment.withFaults(
                        once(FaultPoint.COMMIT_BEFORE_RESTORE, () -> moveHead(person(), TableFixtures.stamp()))))
                .writer("test")) {
            assertThatThrownBy(() -> writer.write(batches.people(writer.current(), List.of(claim(0, 2, 3)), "ann=2")))
                    .isInstanceOf(RecoveryRequired.class)
                    .hasMessageContaining("made by other hands");
        }

        assertThat(graph().newest()).isEqualTo(before);
    }

    @Test
    void recoveryOnDemandRestoresWhatASleeperLeftAndAgainChangesNothing() throws Exception {
        writeAnnAndBob();
        moveByUs(environment.ids().transaction());

        try (Recovery recovery = graph().recovery("operator")) {
            assertThat(recovery.preview().moved())
                    .singleElement()
                    .satisfies(table -> assertThat(table.shape()).isEqualTo(TableShape.STRAY));
            assertThat(recovery.run().realignedIn()).contains(new GraphVersion(3));
            assertThat(recovery.run().realignedIn()).isEmpty();
        }
        assertWhole(graph().newest());
    }

    @Test
    void aPreviewOfRecoveryChangesNothing() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.COMMIT_AFTER_TABLE);
        GraphManifest before = graph().newest();

        try (Recovery recovery = graph().recovery("operator")) {
            assertThat(recovery.preview().intents()).singleElement().satisfies(intent -> {
                assertThat(intent.ruling().decision()).isEqualTo(Decision.PUBLISH);
                assertThat(intent.actor()).isEqualTo("dying");
                assertThat(intent.settled()).isFalse();
            });
        }

        assertThat(graph().newest()).isEqualTo(before);
        assertThat(graph().pendingIntents()).hasSize(1);
    }

    @Test
    void recoveryBringsANewSchemaIntoForceInMemoryToo() throws Exception {
        String newer = Batches.SCHEMA + "// one more remark\n";
        String hash = SchemaParser.parse(newer).sha256();
        try (GraphWriter writer = besides()) {
            assertThat(writer.schema().sha256()).isNotEqualTo(hash);
            environment.objects().putIfAbsent(GraphKeys.schema(hash), newer.getBytes(StandardCharsets.UTF_8));
            Graph reader = graph();
            crash(
                    FaultPoint.ARM_AFTER_PUT,
                    current -> new WriteRequest("schema", List.of(), List.of(), 0, 0, List.of(), Optional.of(hash)));

            writer().close();
            writer.refresh();
            reader.newest();

            assertThat(writer.schema().sha256()).isEqualTo(hash);
            assertThat(reader.schema().sha256()).isEqualTo(hash);
        }
    }

    @Test
    void theRecordKeepsWhoArmedItAndSaysWhoRecoveredIt() throws Exception {
        writeAnnAndBob();
        crash(FaultPoint.ARM_AFTER_PUT);
        writer().close();

        RecoveryRecord record = onlyRecord();
        assertThat(record.actor()).isEqualTo("dying");
        assertThat(record.recoveredBy()).isEqualTo("test");
        assertThat(record.operation()).isEqualTo("ingest");
        assertThat(graph().newest().actor()).isEqualTo("dying");
        assertThat(graph().newest().intents()).containsExactly(record.intent());
    }

    private void writeAnnAndBob() {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1", "bob=1"));
        }
    }

    private WriteRequest annAndFollows(GraphManifest current) {
        return batches.peopleAndFollows(
                current, List.of(claim(0, 2, 5)), List.of("ann=2", "cid=1"), List.of("ann>cid"));
    }

    private WriteRequest loadFollows(GraphManifest current) {
        WriteRequest both = annAndFollows(current);
        return new WriteRequest("load", both.tables().subList(1, 2), List.of(), 1, 0);
    }

    /** A writer that leaves the intents of others alone. */
    private GraphWriter besides() {
        return Graph.open(unsociable()).writer("besides");
    }

    /** Heals, and checks that it came to this and that everything is whole. */
    private void assertSettled(Decision decision, Map<String, String> people) throws Exception {
        try (GraphWriter writer = writer()) {
            assertWhole(writer.current());
        }
        assertThat(Batches.people(environment)).isEqualTo(people);
        assertThat(onlyRecord().decision()).as(onlyRecord().reason()).isEqualTo(decision);
    }

    private RecoveryRecord onlyRecord() {
        List<RecoveryRecord> records = graph().recoveries(10);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private TablePin person() {
        return Batches.pin(graph().newest(), TableKind.NODE, "Person");
    }

    /** Commits a row the way a writer of this graph does, and does not publish it. */
    private void moveByUs(TransactionId transaction) {
        moveHead(
                person(),
                new TransactionStamp(
                        transaction,
                        Map.of(TransactionStamp.GRAPH_PROPERTY, graph().id().value())));
    }

    private void moveHead(TablePin pin, TransactionStamp stamp) {
        try (PinnedTable pinned = environment.tables().open(pin.path(), pin.version());
                PinnedTable table = environment.tables().open(pin.path(), pinned.headVersion())) {
            StagedRows rows = fixtures.stage(table, List.of(TableFixtures.row("id", "eve", "name", "Eve")));
            StagedChange change = table.stageAppend(rows);
            TableFixtures.committed(table.commit(change, stamp)).close();
        }
    }

    private void rewriteIntent(Consumer<ObjectNode> change) throws IOException {
        ObjectKey key = GraphKeys.intent(graph().pendingIntents().get(0));
        ObjectNode intent = (ObjectNode)
                JSON.readTree(environment.objects().get(key).orElseThrow().content());
        change.accept(intent);
        environment.objects().put(key, Seal.on(JSON.writeValueAsBytes(intent.without(Seal.FIELD))));
    }
}
