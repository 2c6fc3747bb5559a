package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TransactionId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of versions that lie on a table above its pin. */
abstract class LeftoversContract extends RecoveryHarness {

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
}
