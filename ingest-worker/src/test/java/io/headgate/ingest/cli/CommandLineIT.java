package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reading verbs on a real graph. */
class CommandLineIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private String graph = "";

    @BeforeEach
    void makeGraph() throws IOException {
        graph = directory.resolve("a graph").toString();
        Path schema = Files.writeString(directory.resolve("social.pg"), PeopleGraph.SCHEMA);
        assertThat(Invocation.of("init", "--graph", graph, "--schema", schema.toString())
                        .exitCode())
                .isZero();
        PeopleGraph people = new PeopleGraph(Path.of(graph));
        people.write("ada", "bob", "cyd");
        people.write("dan");
    }

    @Test
    void initOfAGraphThatIsThereIsAConflict() {
        assertThat(Invocation.of(
                                "init",
                                "-g",
                                graph,
                                "-s",
                                directory.resolve("social.pg").toString())
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void statusShowsTheNewestVersion() throws IOException {
        JsonNode status =
                JSON.readTree(Invocation.of("status", "-g", graph, "--json").out());

        assertThat(status.get("version").asLong()).isEqualTo(3);
        assertThat(status.at("/tables/0/name").asText()).isEqualTo("Person");
        assertThat(status.at("/tables/0/rows").asLong()).isEqualTo(4);
        assertThat(status.at("/sources/0/next_offset").asLong()).isEqualTo(4);
        assertThat(status.at("/account/polled").asLong()).isEqualTo(4);
        assertThat(status.at("/account/applied").asLong()).isEqualTo(4);
        assertThat(Invocation.of("status", "-g", graph).out()).contains("Person", "people", "version 3");
    }

    @Test
    void optimizeMakesFewFragmentsOfManyAndIndexesThem() throws IOException {
        new PeopleGraph(Path.of(graph)).write("eve");
        new PeopleGraph(Path.of(graph)).write("fay");
        JsonNode before = status("--detail");
        assertThat(before.at("/tables/0/detail/fragments").asInt()).isEqualTo(4);
        assertThat(before.at("/tables/0/detail/needs_work").asBoolean()).isTrue();
        assertThat(before.at("/tables/0/indexed_version").isNull()).isTrue();

        Invocation optimized = Invocation.of("optimize", "-g", graph, "node:Person", "--fan-in", "2", "--json");

        assertThat(optimized.exitCode()).as(optimized.err()).isZero();
        assertThat(optimized.err()).contains("optimizing node:Person");
        JsonNode report = JSON.readTree(optimized.out());
        assertThat(report.get("name").asText()).isEqualTo("Person");
        assertThat(report.get("fragments_before").asInt())
                .isGreaterThan(report.get("fragments_after").asInt() + 1);
        assertThat(report.get("rows_rewritten").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(report.get("segments_built").asInt()).isEqualTo(1);
        assertThat(report.get("finished").asBoolean()).isTrue();
        JsonNode after = status("--detail");
        assertThat(after.at("/tables/0/detail/fragments").asInt()).isLessThan(3);
        assertThat(after.at("/tables/0/detail/indexes/0/covered_rows").asLong()).isEqualTo(6);
        assertThat(after.at("/indexed/0/version").asLong())
                .isEqualTo(after.at("/tables/0/indexed_version").asLong());
        assertThat(after.at("/indexed/0/sources")).isEqualTo(after.get("sources"));
        assertThat(scan("--json")).hasSize(6);
        assertThat(Invocation.of("status", "-g", graph, "--detail").out()).contains("not indexed", "id btree 100 %");

        Invocation again = Invocation.of("optimize", "-g", graph, "--fan-in", "2");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("nothing to do").doesNotContain("done");
        assertThat(status().get("version")).isEqualTo(after.get("version"));
    }

    private JsonNode status(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("status", "-g", graph, "--json"));
        arguments.addAll(List.of(options));
        return JSON.readTree(Invocation.of(arguments.toArray(String[]::new)).out());
    }

    @Test
    void versionsAreNewestFirst() {
        assertThat(Invocation.of("versions", "-g", graph, "--json").lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("{\"version\":3,\"parent\":2,");
        assertThat(Invocation.of("versions", "-g", graph, "--limit", "1", "--json")
                        .lines())
                .hasSize(1);
    }

    @Test
    void scanPrintsOneObjectPerRow() {
        assertThat(scan("--json"))
                .containsExactlyInAnyOrder(
                        "{\"id\":\"ada\",\"name\":\"ada\",\"points\":18446744073709551615}",
                        "{\"id\":\"bob\",\"name\":\"bob\",\"points\":18446744073709551615}",
                        "{\"id\":\"cyd\",\"name\":\"cyd\",\"points\":18446744073709551615}",
                        "{\"id\":\"dan\",\"name\":\"dan\",\"points\":18446744073709551615}");
    }

    @Test
    void scanKeepsToColumnsConditionLimitAndVersion() {
        assertThat(scan("--format", "csv", "--columns", "points,id", "--where", "id = 'bob'"))
                .containsExactly("points,id", "18446744073709551615,bob");
        assertThat(scan("--json", "--limit", "2")).hasSize(2);
        assertThat(scan("--json", "--version", "2")).hasSize(3);
        assertThat(scan("--json", "--version", "1")).isEmpty();
    }

    @Test
    void questionThatTheGraphCannotAnswerHasExitCode2() {
        assertThat(Invocation.of("scan", "-g", graph, "Person", "--version", "9")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Invocation.of("scan", "-g", graph, "Persn").exitCode()).isEqualTo(2);
        assertThat(Invocation.of("scan", "-g", graph, "Person", "-c", "nam").exitCode())
                .isEqualTo(2);
        assertThat(Invocation.of("scan", "-g", graph, "Person", "-w", "nam = 1").exitCode())
                .isEqualTo(2);
    }

    @Test
    void graphWithoutDeadLettersSaysSo() {
        assertThat(Invocation.of("dead-letters", "-g", graph).out()).isEqualToIgnoringNewLines("No dead letters.");
        assertThat(Invocation.of("dead-letters", "-g", graph, "--json").out()).isEmpty();
    }

    private List<String> scan(String... options) {
        String[] arguments = new String[options.length + 4];
        System.arraycopy(new String[] {"scan", "-g", graph, "Person"}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        Invocation scan = Invocation.of(arguments);
        assertThat(scan.err()).isEmpty();
        return scan.lines();
    }
}
