package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.recovery.fault.FaultPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that give up old graph versions and hold some, on a real graph. */
class CleanupVerbsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private String graph = "";
    private PeopleGraph people;

    /** Versions 1 to 5. */
    @BeforeEach
    void makeGraph() throws IOException {
        graph = directory.resolve("people").toString();
        Path schema = Files.writeString(directory.resolve("people.pg"), PeopleGraph.SCHEMA);
        assertThat(Invocation.of("init", "--graph", graph, "--schema", schema.toString())
                        .exitCode())
                .isZero();
        people = new PeopleGraph(Path.of(graph));
        for (String name : List.of("ada", "bob", "cyd", "dan")) {
            people.write(name);
        }
    }

    @Test
    void aPreviewShowsWhatWouldBeRemovedAndRemovesNothing() throws IOException {
        long files = files();

        Invocation preview = run("cleanup", "--keep-versions", "2", "--older-than", "0s");
        JsonNode line = json("cleanup", "--keep-versions", "2", "--older-than", "0s");

        assertThat(preview.exitCode()).isZero();
        assertThat(preview.out()).contains("Would be removed: 3 graph versions", "Person", "nothing was changed");
        assertThat(line.get("confirmed").asBoolean()).isFalse();
        assertThat(line.get("versions").asLong()).isEqualTo(3);
        assertThat(line.at("/tables/0/versions").asLong()).isEqualTo(3);
        assertThat(line.at("/tables/0/bytes").asLong()).isPositive();
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void cleanupRemovesWhatItHasShownAndTheGraphStaysWhole() throws IOException {
        JsonNode shown = json("cleanup", "--keep-versions", "2", "--older-than", "0s");
        long files = files();

        JsonNode done = json("cleanup", "--keep-versions", "2", "--older-than", "0s", "--confirm");

        assertThat(done.get("tables")).isEqualTo(shown.get("tables"));
        assertThat(done.get("published_in").asLong()).isEqualTo(6);
        assertThat(done.get("oldest").asLong()).isEqualTo(4);
        assertThat(files()).isLessThan(files);
        assertThat(run("verify", "--deep").exitCode()).isZero();
        assertThat(run("versions", "--json").lines()).hasSize(3);
        assertThat(json("status").get("oldest").asLong()).isEqualTo(4);
        assertThat(run("scan", "Person", "--version", "3").exitCode()).isEqualTo(2);
        assertThat(run("scan", "Person", "--version", "4", "--json").lines()).hasSize(3);
        Invocation again = run("cleanup", "--keep-versions", "2", "--older-than", "0s", "--confirm");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).startsWith("Nothing to remove");
    }

    @Test
    void withoutOptionsYoungVersionsStay() {
        assertThat(run("cleanup", "--confirm").out())
                .startsWith("Nothing to remove: the graph versions from 1 to 5 stay");
    }

    @Test
    void aHeldVersionStaysUntilItIsReleased() throws IOException {
        JsonNode hold = json("snapshot hold", "--version", "2", "--ttl", "1h", "--reason", "an export");

        run("cleanup", "--keep-versions", "1", "--older-than", "0s", "--confirm");

        assertThat(run("scan", "Person", "--version", "2", "--json").lines()).hasSize(1);
        assertThat(json("status").at("/holds/0/reason").asText()).isEqualTo("an export");
        assertThat(run("snapshot list").out()).contains(hold.get("hold").asText(), "an export");
        assertThat(run("snapshot release", hold.get("hold").asText()).out()).startsWith("Released");
        assertThat(run("snapshot release", hold.get("hold").asText()).out()).startsWith("There is no such hold");
        assertThat(run("snapshot list").out()).startsWith("No graph version is held");
        run("cleanup", "--keep-versions", "1", "--older-than", "0s", "--confirm");
        assertThat(run("scan", "Person", "--version", "2").exitCode()).isEqualTo(2);
        assertThat(run("snapshot hold", "--version", "2").exitCode()).isEqualTo(3);
    }

    @Test
    void theNewestVersionIsHeldWhenNoneIsNamed() throws IOException {
        assertThat(json("snapshot hold").get("version").asLong()).isEqualTo(5);
        assertThat(run("snapshot hold", "--version", "9").exitCode()).isEqualTo(2);
        assertThat(run("snapshot hold", "--ttl", "31d").exitCode()).isEqualTo(2);
        assertThat(run("snapshot hold", "--ttl", "soon").exitCode()).isEqualTo(2);
        assertThat(Invocation.of("snapshot").exitCode()).isEqualTo(2);
    }

    @Test
    void leftoversAreSettledBeforeAnythingIsGivenUp() throws IOException {
        people.dieWriting(FaultPoint.PUBLISH_BEFORE_PUT, Clock.systemUTC(), "eve");

        JsonNode done = json("cleanup", "--keep-versions", "1", "--older-than", "0s", "--confirm");

        assertThat(done.get("oldest").asLong()).isEqualTo(6);
        assertThat(run("scan", "Person", "--json").lines()).hasSize(5);
    }

    @Test
    void cleanupIsRefusedWhileATableWasMovedByOtherHands() throws IOException {
        people.damage("mallory");

        Invocation refused = run("cleanup", "--keep-versions", "1", "--older-than", "0s", "--confirm");
        Invocation preview = run("cleanup", "--keep-versions", "1", "--older-than", "0s");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("headgate repair");
        assertThat(preview.exitCode()).isEqualTo(3);
        assertThat(preview.out()).startsWith("Nothing can be given up now");
    }

    private Invocation run(String verb, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(verb.split(" ")));
        all.addAll(List.of("--graph", graph));
        all.addAll(Arrays.asList(arguments));
        return Invocation.of(all.toArray(String[]::new));
    }

    private JsonNode json(String verb, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--json");
        Invocation invocation = run(verb, all.toArray(String[]::new));
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        return JSON.readTree(invocation.out());
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(graph))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
