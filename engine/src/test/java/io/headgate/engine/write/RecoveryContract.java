package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of the intent of a writer that died and still holds, or is published: one test for each row of the decision table. */
abstract class RecoveryContract extends RecoveryHarness {

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
}
