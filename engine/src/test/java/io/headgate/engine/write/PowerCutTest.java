package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.LocalObjectStore;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.lance.LanceSettings;
import io.headgate.engine.table.lance.LanceTableStore;
import io.headgate.recovery.error.NotAGraph;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IdSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts the power, as far as a test can: only what was forced is left, and the graph is opened from that. */
final class PowerCutTest {

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private final Batches batches = new Batches(fixtures);
    private final PowerCut power = new PowerCut();

    @AfterEach
    void release() {
        batches.close();
        fixtures.close();
    }

    @Test
    void everythingThatWasReportedAsWrittenSurvives() throws Exception {
        try (GraphEnvironment environment = environment(Durability.POWER_LOSS);
                GraphWriter writer =
                        Graph.init(environment, Batches.SCHEMA, "test").writer("test")) {
            writer.write(batches.peopleAndFollows(
                    writer.current(), List.of(claim(0, 0, 4)), List.of("ann=1", "bob=1", "cid=1"), List.of("ann>bob")));
            assertSurvives("first", 4, Map.of("ann", "1", "bob", "1", "cid", "1"));

            writer.write(batches.people(writer.current(), List.of(claim(0, 4, 7)), "ann=2", "bob", "dan=1"));
            assertSurvives("second", 7, Map.of("ann", "2", "cid", "1", "dan", "1"));
        }
    }

    @Test
    void whatTheNewVersionNamesIsSafeBeforeItIsPublished() throws Exception {
        try (GraphEnvironment environment = environment(Durability.POWER_LOSS)) {
            Graph graph = Graph.init(environment, Batches.SCHEMA, "test");
            Faults cut = point -> {
                if (point == FaultPoint.PUBLISH_AFTER_PUT) {
                    power.leave(directory.resolve("graph"), directory.resolve("at-publish"));
                }
            };
            try (GraphWriter writer = Graph.open(environment.withFaults(cut)).writer("test")) {
                writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1", "bob=1"));
            }

            assertThat(graph.newest().version()).isEqualTo(new GraphVersion(2));
            assertHolds(directory.resolve("at-publish"), 2, Map.of("ann", "1", "bob", "1"));
        }
    }

    @Test
    void withoutForcingNothingIsPromised() {
        try (GraphEnvironment environment = environment(Durability.PROCESS_CRASH)) {
            Graph.init(environment, Batches.SCHEMA, "test");
        }
        Path remains = directory.resolve("remains");
        power.leave(directory.resolve("graph"), remains);

        try (GraphEnvironment after = GraphEnvironment.local(remains, Durability.POWER_LOSS, fixtures.allocator())) {
            assertThatThrownBy(() -> Graph.open(after)).isInstanceOf(NotAGraph.class);
        }
    }

    private void assertSurvives(String name, long offset, Map<String, String> people) throws Exception {
        Path remains = directory.resolve(name);
        power.leave(directory.resolve("graph"), remains);
        assertHolds(remains, offset, people);
    }

    private void assertHolds(Path remains, long offset, Map<String, String> people) throws Exception {
        try (GraphEnvironment after = GraphEnvironment.local(remains, Durability.POWER_LOSS, fixtures.allocator())
                        .withLiveness(WritePathContract.EVERYBODY_IS_GONE);
                GraphWriter next = Graph.open(after).writer("next")) {
            GraphManifest newest = next.current();
            assertThat(newest.nextOffset(partition(0))).contains(offset);
            assertThat(Batches.people(after)).isEqualTo(people);

            next.write(batches.people(newest, List.of(claim(0, offset, offset + 1)), "new=1"));
            assertThat(Batches.people(after)).containsEntry("new", "1").containsAllEntriesOf(people);
        }
    }

    private GraphEnvironment environment(Durability durability) {
        Clock clock = Clock.systemUTC();
        IdSource ids = new IdSource(clock, new Random());
        Path graph = directory.resolve("graph");
        return GraphEnvironment.of(
                LocalObjectStore.open(graph, durability, power, ids),
                new LanceTableStore(
                        graph, fixtures.allocator(), durability, power, LanceSettings.DEFAULT.withInlineRowIdBytes(0)),
                fixtures.allocator(),
                clock,
                ids);
    }
}
