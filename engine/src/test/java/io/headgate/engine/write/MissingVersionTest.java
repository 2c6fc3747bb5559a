package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose newest versions are gone, as after a restore of files from an older copy: the HEAD is behind the pin. */
final class MissingVersionTest extends WriteHarness {

    @TempDir
    Path directory;

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
    }

    @Test
    void anIntentForATableWhoseHeadIsBehindItsPinIsRefusedAndKept() throws Exception {
        writeTwice();
        crash(FaultPoint.ARM_AFTER_PUT);
        removeNewestVersion();

        assertThatThrownBy(this::writer)
                .isInstanceOf(RecoveryRequired.class)
                .hasMessageContaining("Person")
                .hasMessageContaining("published at version 3")
                .hasMessageContaining("put them back from a copy");

        assertThat(graph().pendingIntents()).hasSize(1);
        assertThat(graph().recoveries(10)).isEmpty();
        try (Snapshot older = graph().snapshot(new GraphVersion(2))) {
            assertThat(Batches.people(older)).as("reading goes on").isEqualTo(Map.of("ann", "1"));
        }
    }

    @Test
    void aWriteToATableWhoseHeadIsBehindItsPinIsRefused() throws Exception {
        writeTwice();
        removeNewestVersion();

        try (GraphWriter writer = writer()) {
            assertThatThrownBy(() -> writer.write(batches.people(writer.current(), List.of(claim(0, 2, 3)), "ann=3")))
                    .isInstanceOf(CorruptState.class)
                    .hasMessageContaining("no version 3");
        }
        assertThat(graph().newest().version()).isEqualTo(new GraphVersion(3));
    }

    @Test
    void anIntentWhoseStagedRowsAreGoneIsRefusedAndKept() throws Exception {
        writeTwice();
        crash(FaultPoint.ARM_AFTER_PUT, current -> {
            WriteRequest both =
                    batches.peopleAndFollows(current, List.of(claim(0, 2, 3)), List.of("ann=3"), List.of("ann>ann"));
            return new WriteRequest("ingest", both.tables().subList(1, 2), both.claims(), 1, 0);
        });
        TablePin follows = Batches.pin(graph().newest(), TableKind.EDGE, "Follows");
        Path staged;
        try (Stream<Path> files =
                Files.list(directory.resolve(follows.path().value()).resolve("data"))) {
            staged = files.findFirst().orElseThrow();
        }
        Files.delete(staged);

        assertThatThrownBy(this::writer)
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining(staged.getFileName().toString())
                .hasMessageContaining("not there");

        assertThat(graph().pendingIntents()).hasSize(1);
        assertThat(graph().newest().version()).isEqualTo(new GraphVersion(3));
    }

    private void writeTwice() {
        try (GraphWriter writer = writer()) {
            writer.write(batches.people(writer.current(), List.of(claim(0, 0, 1)), "ann=1"));
            writer.write(batches.people(writer.current(), List.of(claim(0, 1, 2)), "ann=2"));
        }
    }

    /** Versions are named so that the newest sorts first. */
    private void removeNewestVersion() throws IOException {
        TablePin pin = Batches.pin(graph().newest(), TableKind.NODE, "Person");
        try (Stream<Path> versions =
                Files.list(directory.resolve(pin.path().value()).resolve("_versions"))) {
            Files.delete(versions.sorted().findFirst().orElseThrow());
        }
    }
}
