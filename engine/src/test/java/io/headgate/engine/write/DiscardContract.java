package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.TableKind;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of the intent of a writer that died when it does not hold any more, or is not this graph's. */
abstract class DiscardContract extends RecoveryHarness {

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
}
