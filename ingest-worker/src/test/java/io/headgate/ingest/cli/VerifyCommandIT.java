package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.id.TransactionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code verify} on a real graph. */
class VerifyCommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Path graph = Path.of("");

    @BeforeEach
    void makeGraph() throws IOException {
        graph = directory.resolve("a graph");
        Path schema = Files.writeString(directory.resolve("social.pg"), """
                node Person { name: String @key }
                node City { name: String @key }
                edge LivesIn: Person -> City
                """);
        assertThat(Invocation.of("init", "--graph", graph.toString(), "--schema", schema.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void wholeGraphHolds() throws IOException {
        Invocation people = Invocation.of("verify", "--graph", graph.toString());
        Invocation programs = Invocation.of("verify", "--graph", graph.toString(), "--deep", "--json");

        assertThat(people.exitCode()).isZero();
        assertThat(people.out()).contains("at version 1: everything holds.", "heads", "4 tables");
        assertThat(people.err()).isEmpty();
        assertThat(programs.exitCode()).isZero();
        assertThat(programs.lines()).hasSize(1);
        JsonNode report = JSON.readTree(programs.out());
        assertThat(report.get("holds").asBoolean()).isTrue();
        assertThat(report.get("version").asLong()).isEqualTo(1);
        assertThat(report.get("checks"))
                .hasSize(15)
                .allSatisfy(check -> assertThat(check.get("verdict").asText()).isEqualTo("ok"));
    }

    @Test
    void tableThatEndsTheReaderIsReportedAndTheOthersAreChecked() throws IOException {
        Path versions = graph.resolve(pin("Person").path().value()).resolve("_versions");
        try (Stream<Path> files = Files.list(versions)) {
            Path file = files.filter(name -> name.toString().endsWith(".manifest"))
                    .findFirst()
                    .orElseThrow();
            byte[] content = Files.readAllBytes(file);
            Arrays.fill(content, 4, content.length - 16, (byte) 0xff);
            Files.write(file, content);
        }

        Invocation verify = Invocation.of("verify", "--graph", graph.toString(), "--deep", "--json");

        assertThat(verify.exitCode()).isEqualTo(4);
        JsonNode pins = check(verify, "pins");
        assertThat(pins.get("verdict").asText()).isEqualTo("problem");
        assertThat(pins.get("problems")).hasSize(1);
        assertThat(pins.at("/problems/0/table").asText()).isEqualTo("node:Person");
        assertThat(pins.at("/problems/0/version").asLong()).isEqualTo(1);
        assertThat(pins.at("/problems/0/message").asText()).contains("exit code 134 (signal 6)");
        assertThat(check(verify, "heads").at("/counts/tables").asLong()).isEqualTo(4);
        assertThat(check(verify, "rows").at("/counts/tables").asLong()).isEqualTo(3);
    }

    @Test
    void driftHasTheExitCodeOfAConflict() {
        commitByOtherHands(pin("City"));

        Invocation verify = Invocation.of("verify", "--graph", graph.toString());

        assertThat(verify.exitCode()).isEqualTo(3);
        assertThat(verify.out())
                .contains(
                        "there are problems.", "PROBLEM, heads: table node:City at version 1", "other hands", "repair");
    }

    @Test
    void misspeltTableIsWrongUsage() {
        assertThat(Invocation.of("verify", "--graph", graph.toString(), "--appended", "Cty")
                        .exitCode())
                .isEqualTo(2);
    }

    private static JsonNode check(Invocation verify, String name) throws IOException {
        for (JsonNode check : JSON.readTree(verify.out()).get("checks")) {
            if (check.get("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + verify.out());
    }

    private TablePin pin(String name) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.local(graph, Durability.PROCESS_CRASH, allocator)) {
            return Graph.open(environment).newest().table(TableKind.NODE, name).orElseThrow();
        }
    }

    private void commitByOtherHands(TablePin pin) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.local(graph, Durability.PROCESS_CRASH, allocator);
                PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
            CommitOutcome outcome = table.commit(
                    table.stageReplace(KeySet.of(List.of("nobody")), StagedRows.NONE),
                    new TransactionStamp(new TransactionId("11111111-1111-1111-1111-111111111111"), Map.of()));
            assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
            ((CommitOutcome.Committed) outcome).table().close();
        }
    }
}
