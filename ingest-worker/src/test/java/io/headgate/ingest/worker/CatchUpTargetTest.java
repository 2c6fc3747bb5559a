package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatchUpTargetTest {
    private static final SourcePartition PEOPLE = new SourcePartition("c", "people", "id", 0);
    private static final SourcePartition FOLLOWS = new SourcePartition("c", "follows", "id", 0);
    private static final CatchUpTarget TARGET = new CatchUpTarget(Map.of(PEOPLE, 10L, FOLLOWS, 0L));

    @Test
    void everyPartitionHasToReachItsEnd() {
        assertThat(reached(new SourceOffset(PEOPLE, 9), new SourceOffset(FOLLOWS, 0)))
                .isFalse();
        assertThat(reached(new SourceOffset(PEOPLE, 10), new SourceOffset(FOLLOWS, 0)))
                .isTrue();
        assertThat(reached(new SourceOffset(PEOPLE, 11), new SourceOffset(FOLLOWS, 5)))
                .isTrue();
    }

    @Test
    void aPartitionThatTheGraphDoesNotKnowIsNotReached() {
        assertThat(reached(new SourceOffset(PEOPLE, 10))).isFalse();
    }

    @Test
    void theSameNameInAnotherClusterDoesNotCount() {
        SourcePartition stranger = new SourcePartition("other", "people", "id", 0);

        assertThat(reached(new SourceOffset(stranger, 10), new SourceOffset(FOLLOWS, 0)))
                .isFalse();
    }

    @Test
    void stoppedSourcesAreNotWaitedFor() {
        assertThat(TARGET.reachedBy(manifest(new SourceOffset(FOLLOWS, 0)), "people"::equals))
                .isTrue();
    }

    @Test
    void onlyPositionsOfPartitionsThatAreReadAreCompared() {
        assertThat(TARGET.passedBy(Map.of(FOLLOWS, 0L))).isTrue();
        assertThat(TARGET.passedBy(Map.of(PEOPLE, 9L))).isFalse();
        assertThat(TARGET.passedBy(Map.of(PEOPLE, 10L))).isTrue();
    }

    private static boolean reached(SourceOffset... offsets) {
        return TARGET.reachedBy(manifest(offsets), topic -> false);
    }

    private static GraphManifest manifest(SourceOffset... offsets) {
        return new GraphManifest(
                GraphManifest.FORMAT_VERSION,
                GraphVersion.FIRST,
                Optional.empty(),
                GraphVersion.FIRST,
                GraphManifest.MAIN_BRANCH,
                new CommitId("commit"),
                "ingest",
                "test",
                Optional.empty(),
                Instant.EPOCH,
                "schema",
                List.of(),
                List.of(offsets),
                List.of(),
                Account.EMPTY,
                Account.EMPTY);
    }
}
