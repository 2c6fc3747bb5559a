package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.write.OffsetChange.Rebase;
import io.headgate.engine.write.OffsetChange.Rewind;
import io.headgate.engine.write.OffsetChange.Skip;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deliberate changes of offsets: what they change and leave alone. */
abstract class OffsetsContract extends OffsetsHarness {

    private static final SourcePartition CREATED_AGAIN = new SourcePartition("cluster", "people", "new-id", 0);

    @Test
    void aRewindIsAVersionOfItsOwnThatChangesOffsetsOnly() {
        write(0, "ann=1", "bob=1", "cid=1");
        GraphManifest before = graph().newest();

        OffsetReport report = change(new Rewind("people", 0, 1));

        GraphManifest after = graph().newest();
        assertThat(report.changedIn()).contains(after.version());
        assertThat(report.steps()).singleElement().satisfies(step -> {
            assertThat(step.distance()).isEqualTo(2);
            assertThat(step.before()).isEqualTo(new SourceOffset(partition(0), 3, 0));
            assertThat(step.after()).isEqualTo(new SourceOffset(partition(0), 1, 1));
        });
        assertThat(after.operation()).isEqualTo(GraphManifest.OFFSETS);
        assertThat(after.actor()).isEqualTo("operator");
        assertThat(after.reason()).contains(REASON);
        assertThat(after.sources()).containsExactly(new SourceOffset(partition(0), 1, 1));
        assertThat(after.pinsTheSameAs(before)).isTrue();
        assertThat(after.account()).isEqualTo(Account.EMPTY);
        assertThat(after.totals()).isEqualTo(before.totals());
        assertThat(after.intents()).isEmpty();
    }

    @Test
    void onlyWhatIsNamedChanges() {
        write(0, "ann=1", "bob=1");
        write(1, "cid=1");

        change(new Rewind("people", 0, 0));

        assertThat(graph().newest().sources())
                .containsExactly(new SourceOffset(partition(0), 0, 1), new SourceOffset(partition(1), 1, 0));
    }

    @Test
    void severalPartitionsChangeInOneVersion() {
        write(0, "ann=1", "bob=1");
        write(1, "cid=1");
        GraphManifest before = graph().newest();

        change(new Rewind("people", 0, 0), new Skip("people", 1, 7));

        assertThat(graph().newest().version()).isEqualTo(before.version().next());
        assertThat(graph().newest().sources())
                .containsExactly(new SourceOffset(partition(0), 0, 1), new SourceOffset(partition(1), 7, 1));
    }

    @Test
    void replayingUpsertsAfterARewindChangesNoRow() throws Exception {
        write(0, "ann=1", "bob=1", "ann=2");
        Map<String, String> before = Batches.people(environment);

        change(new Rewind("people", 0, 0));
        write(0, "ann=1", "bob=1", "ann=2");

        assertThat(Batches.people(environment)).isEqualTo(before);
        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(partition(0), 3, 1));
        assertThat(graph().newest().totals().polled()).as("what was done").isEqualTo(6);
        assertWhole(graph().newest());
    }

    @Test
    void doingItAgainChangesNothing() {
        write(0, "ann=1", "bob=1");
        change(new Rewind("people", 0, 1));
        GraphManifest before = graph().newest();

        OffsetReport again = change(new Rewind("people", 0, 1));

        assertThat(again.changes()).isFalse();
        assertThat(again.changedIn()).isEmpty();
        assertThat(graph().newest()).isEqualTo(before);
    }

    @Test
    void aPreviewSaysWhatWouldChangeAndChangesNothing() {
        write(0, "ann=1", "bob=1");
        crash(FaultPoint.PUBLISH_BEFORE_PUT);
        GraphManifest before = graph().newest();

        try (Offsets offsets = graph().offsets("operator")) {
            OffsetReport preview = offsets.preview(List.of(new Skip("people", 0, 9)));

            assertThat(preview.settled()).hasSize(1);
            assertThat(preview.changes()).isTrue();
            assertThat(preview.changedIn()).isEmpty();
            assertThat(preview.steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.distance()).isEqualTo(7));
        }
        assertThat(graph().newest()).isEqualTo(before);
        assertThat(graph().pendingIntents()).hasSize(1);
    }

    @Test
    void aChangeThatGoesTheOtherWayIsRefused() {
        write(0, "ann=1", "bob=1");

        assertThatThrownBy(() -> change(new Rewind("people", 0, 3)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("offsets skip");
        assertThatThrownBy(() -> change(new Skip("people", 0, 1)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("offsets rewind");
        assertThatThrownBy(() -> change(new Rebase(partition(0), 1)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("is what the graph has recorded");
    }

    @Test
    void whatTheGraphDoesNotKnowOrIsNotMeantIsRefused() {
        write(0, "ann=1", "bob=1");

        assertThatThrownBy(() -> change(new Rewind("people", 5, 0)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("people-5");
        assertThatThrownBy(() -> change(new Rewind("people", 0, 0), new Rewind("people", 0, 1)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Rewind("people", 0, -1)).isInstanceOf(BadConfiguration.class);
        try (Offsets offsets = graph().offsets("operator")) {
            assertThatThrownBy(() -> offsets.run(List.of(new Rewind("people", 0, 0)), " "))
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("why");
        }
    }

    @Test
    void aTopicThatWasCreatedAgainGoesOnAfterARebase() throws Exception {
        write(0, "ann=1", "bob=1");
        assertThatThrownBy(() -> write(new SourceClaim(CREATED_AGAIN, 0, 1), "ann=2"))
                .isInstanceOf(SourceMismatch.class)
                .hasMessageContaining("headgate offsets rebase");

        change(new Rebase(CREATED_AGAIN, 0));

        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(CREATED_AGAIN, 0, 1));
        assertThatThrownBy(() -> write(claim(0, 2, 3), "ann=3")).isInstanceOf(SourceMismatch.class);
        write(new SourceClaim(CREATED_AGAIN, 0, 1, 1), "ann=4");
        assertThat(Batches.people(environment)).containsEntry("ann", "4");
    }

    @Test
    void whatWasReadOfATopicBeforeARebaseAndBackIsStaleForGood() {
        write(0, "ann=1", "bob=1");
        change(new Rebase(CREATED_AGAIN, 0));
        change(new Rebase(partition(0), 2));

        assertThatThrownBy(() -> write(claim(0, 2, 3), "ann=2"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("changed deliberately");
    }

    @Test
    void aWriterThatIsAtWorkFindsItsClaimsStaleAndGoesOnFromTheNewOffset() throws Exception {
        write(0, "ann=1", "bob=1", "cid=1");
        try (GraphWriter writer = writer()) {
            change(new Rewind("people", 0, 1));

            assertThatThrownBy(() -> writer.write(batches.people(writer.current(), List.of(claim(0, 3, 4)), "ann=2")))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("epoch 1");
            SourceOffset now = writer.refresh().source("people", 0).orElseThrow();
            writer.write(batches.people(
                    writer.current(),
                    List.of(new SourceClaim(partition(0), 1, 4, now.epoch())),
                    "bob=1",
                    "cid=1",
                    "ann=2"));
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "bob", "1", "cid", "1"));
        assertWhole(graph().newest());
    }

    @Test
    void aLostRaceIsJudgedAgainOnTheNewestVersion() {
        write(0, "ann=1", "bob=1");
        Faults overtaken = once(FaultPoint.PUBLISH_BEFORE_PUT, () -> write(0, "cid=1"));

        OffsetReport report;
        try (Offsets offsets = Graph.open(environment.withFaults(overtaken)).offsets("operator")) {
            report = offsets.run(List.of(new Rewind("people", 0, 1)), REASON);
        }

        assertThat(report.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.before().nextOffset()).isEqualTo(3));
        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(partition(0), 1, 1));
    }

    @Test
    void aSkipThatOthersOvertookIsRefused() {
        write(0, "ann=1", "bob=1");
        Faults overtaken = once(FaultPoint.PUBLISH_BEFORE_PUT, () -> write(0, "cid=1", "dan=1"));

        try (Offsets offsets = Graph.open(environment.withFaults(overtaken)).offsets("operator")) {
            assertThatThrownBy(() -> offsets.run(List.of(new Skip("people", 0, 3)), REASON))
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("goes on at offset 4");
        }
        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(partition(0), 4, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"PUBLISH_BEFORE_PUT", "PUBLISH_AFTER_PUT"})
    void aChangeThatDiedIsWhollyThereOrNotAndCanBeRepeated(FaultPoint point) {
        write(0, "ann=1", "bob=1");
        try (Offsets offsets =
                Graph.open(environment.withFaults(SimulatedCrash.at(point))).offsets("operator")) {
            assertThatThrownBy(() -> offsets.run(List.of(new Rewind("people", 0, 0)), REASON))
                    .isInstanceOf(SimulatedCrash.class);
        }
        boolean there = graph().newest().operation().equals(GraphManifest.OFFSETS);
        assertThat(there).isEqualTo(point == FaultPoint.PUBLISH_AFTER_PUT);

        OffsetReport again = change(new Rewind("people", 0, 0));

        assertThat(again.changes()).isEqualTo(!there);
        assertThat(graph().newest().sources()).containsExactly(new SourceOffset(partition(0), 0, 1));
    }

    private void write(SourceClaim claim, String person) {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim), person));
        }
    }
}
