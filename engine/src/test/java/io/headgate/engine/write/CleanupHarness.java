package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.cleanup.Cleanup;
import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.cleanup.Retention;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.id.GraphVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A graph with some history, and what of it is still there. */
abstract class CleanupHarness extends WriteHarness {

    /** Nothing stays for its age. */
    static final Retention NEWEST_ONLY = Retention.DEFAULT.withVersions(1).withAge(Duration.ZERO);

    /** Sets ann anew with every version; her name is the number of the version that did. */
    final void writeVersions(int count) {
        try (GraphWriter writer = writer()) {
            for (int i = 0; i < count; i++) {
                writeOne(writer);
            }
        }
    }

    final void writeOne(GraphWriter writer) {
        GraphManifest current = writer.current();
        long from = current.nextOffset(Batches.partition(0)).orElse(0L);
        writer.write(batches.people(
                current,
                List.of(claim(0, from, from + 1)),
                "ann=" + current.version().next()));
    }

    final CleanupReport cleanUp(Retention retention) {
        return cleanUp(environment, retention);
    }

    static CleanupReport cleanUp(GraphEnvironment environment, Retention retention) {
        try (Cleanup cleanup = Graph.open(environment).cleanup("janitor")) {
            return cleanup.run(retention);
        }
    }

    final CleanupReport preview(Retention retention) {
        try (Cleanup cleanup = graph().cleanup("janitor")) {
            return cleanup.preview(retention);
        }
    }

    /** Numbers of the graph versions that are there. */
    final List<Long> versions() {
        GraphVersions versions = new GraphVersions(environment.objects(), GraphManifest.MAIN_BRANCH);
        List<Long> there = new ArrayList<>();
        for (long number = 1; number <= graph().newest().version().number(); number++) {
            if (versions.read(new GraphVersion(number)).isPresent()) {
                there.add(number);
            }
        }
        return there;
    }

    /** That a graph version can be read to the last row, and has what it had when it was published. */
    final void assertReadable(long version) throws Exception {
        try (Snapshot snapshot = graph().snapshot(new GraphVersion(version))) {
            GraphManifest manifest = snapshot.manifest();
            for (TablePin pin : manifest.tables()) {
                try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
                    assertThat(table.rowCount()).as("rows of %s", pin.name()).isEqualTo(pin.rows());
                }
            }
            Map<String, String> people = new TreeMap<>(Batches.people(snapshot));
            if (manifest.operation().equals("ingest")) {
                assertThat(people).as("version %s", version).containsEntry("ann", String.valueOf(version));
            }
        }
    }

    final TablePin person(GraphManifest manifest) {
        return Batches.pin(manifest, TableKind.NODE, "Person");
    }
}
