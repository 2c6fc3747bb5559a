package io.headgate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.write.SimulatedCrash;
import io.headgate.recovery.codec.Seal;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.BadSchema;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.NewerFormat;
import io.headgate.recovery.error.NotAGraph;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GraphTest {

    private static final String SCHEMA = """
            node Person { id: String @key  name: String? }
            edge Follows: Person -> Person
            """;

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private GraphEnvironment environment;

    @BeforeEach
    void open() {
        environment = GraphEnvironment.local(directory.resolve("graph"), Durability.POWER_LOSS, fixtures.allocator());
    }

    @AfterEach
    void close() {
        environment.close();
        fixtures.close();
    }

    @Test
    void initPublishesAnEmptyFirstVersion() {
        GraphManifest first = Graph.init(environment, SCHEMA, "me").newest();

        assertThat(first.version()).isEqualTo(GraphVersion.FIRST);
        assertThat(first.operation()).isEqualTo("init");
        assertThat(first.actor()).isEqualTo("me");
        assertThat(first.tables())
                .extracting(TablePin::kind, TablePin::name, TablePin::rows)
                .containsExactly(
                        tuple(TableKind.NODE, "Person", 0L),
                        tuple(TableKind.EDGE, "Follows", 0L),
                        tuple(TableKind.SYSTEM, "dead-letters", 0L));
        assertThat(Graph.open(environment).schema().source()).isEqualTo(SCHEMA);
    }

    @Test
    void aSecondInitIsRefused() {
        Graph.init(environment, SCHEMA, "me");

        assertThatThrownBy(() -> Graph.init(environment, SCHEMA, "me"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("already holds graph");
    }

    @Test
    void aBadSchemaLeavesNothingBehind() {
        assertThatThrownBy(() -> Graph.init(environment, "node Person {", "me")).isInstanceOf(BadSchema.class);

        assertThat(directory.resolve("graph")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(value = FaultPoint.class, names = "INIT_.*", mode = EnumSource.Mode.MATCH_ALL)
    void anInterruptedInitIsFinishedByTheNext(FaultPoint point) {
        assertThatThrownBy(() -> Graph.init(environment.withFaults(SimulatedCrash.at(point)), SCHEMA, "me"))
                .isInstanceOf(SimulatedCrash.class);

        Graph graph = Graph.openOrInit(environment, SCHEMA, "you");

        assertThat(graph.newest().version()).isEqualTo(GraphVersion.FIRST);
        for (TablePin pin : graph.newest().tables()) {
            try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
                assertThat(table.headVersion()).isEqualTo(1);
            }
        }
        assertThat(Graph.openOrInit(environment, SCHEMA, "you").id()).isEqualTo(graph.id());
    }

    @Test
    void aGraphWhoseInitWasInterruptedSaysSo() {
        assertThatThrownBy(() -> Graph.init(
                        environment.withFaults(SimulatedCrash.at(FaultPoint.INIT_AFTER_CLAIM)), SCHEMA, "me"))
                .isInstanceOf(SimulatedCrash.class);

        assertThatThrownBy(() -> Graph.open(environment))
                .isInstanceOf(NotAGraph.class)
                .hasMessageContaining("interrupted");
    }

    @Test
    void openingADirectoryWithoutAGraphSaysSoAndCreatesNothing() {
        assertThatThrownBy(() -> Graph.open(environment))
                .isInstanceOf(NotAGraph.class)
                .hasMessageContaining(directory.resolve("graph").toString())
                .hasMessageContaining("headgate init");

        assertThat(directory.resolve("graph")).doesNotExist();
    }

    @Test
    void aNewerFormatIsRefused() throws Exception {
        Graph.init(environment, SCHEMA, "me");
        rewriteIdentity("\"format_version\":1", "\"format_version\":9");
        Path file = directory.resolve("graph/__graph.json");
        Files.write(file, Seal.renewed(Files.readAllBytes(file)));

        assertThatThrownBy(() -> Graph.open(environment))
                .isInstanceOf(NewerFormat.class)
                .hasMessageContaining("format 9");
    }

    @Test
    void anUnreadableIdentityIsRefusedAndKept() throws Exception {
        Graph.init(environment, SCHEMA, "me");
        rewriteIdentity("\"format_version\"", "\"oops");

        assertThatThrownBy(() -> Graph.open(environment))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("__graph.json");
        assertThat(directory.resolve("graph/__graph.json")).exists();
    }

    @Test
    void aSchemaThatWasCutShortIsRefusedThoughItCouldBeParsed() throws Exception {
        String stored = Graph.init(environment, SCHEMA, "me").schema().sha256();
        Path schema =
                directory.resolve("graph").resolve(GraphKeys.schema(stored).path());
        Files.writeString(schema, SCHEMA.substring(0, SCHEMA.indexOf("edge")));

        assertThatThrownBy(() -> Graph.open(environment))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining(stored);
    }

    @Test
    void anotherSchemaIsRefused() {
        Graph.init(environment, SCHEMA, "me");

        assertThatThrownBy(() -> Graph.openOrInit(environment, SCHEMA + "\n// changed", "me"))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("not possible yet");
    }

    @Test
    void anUnknownVersionOrTableIsRefusedWithWhatThereIs() {
        Graph graph = Graph.init(environment, SCHEMA, "me");

        assertThatThrownBy(() -> graph.snapshot(new GraphVersion(7)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("the newest is 1");
        assertThatThrownBy(() -> graph.snapshot().count(TableKind.NODE, "Persn"))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("Person");
    }

    @Test
    void theNewestOfManyVersionsIsFoundByKeyOrder() {
        Graph graph = Graph.init(environment, SCHEMA, "me");
        ObjectStore objects = environment.objects();
        byte[] first = objects.get(GraphKeys.version("main", GraphVersion.FIRST))
                .orElseThrow()
                .content();
        for (long number = 2; number <= 30; number++) {
            String next = new String(first, UTF_8)
                    .replace("\"version\":1,\"parent\":null", "\"version\":" + number + ",\"parent\":" + (number - 1));
            objects.put(GraphKeys.version("main", new GraphVersion(number)), Seal.renewed(next.getBytes(UTF_8)));
        }

        assertThat(Graph.open(environment).newest().version()).isEqualTo(new GraphVersion(30));
        assertThat(graph.newest().version()).as("from far behind").isEqualTo(new GraphVersion(30));
        assertThat(graph.history(3))
                .extracting(GraphManifest::version)
                .containsExactly(new GraphVersion(30), new GraphVersion(29), new GraphVersion(28));
    }

    private void rewriteIdentity(String from, String to) throws Exception {
        Path file = directory.resolve("graph/__graph.json");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
