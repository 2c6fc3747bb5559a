package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that put a graph right, on a real one. */
class RecoveryVerbsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private String graph = "";
    private PeopleGraph people;

    @BeforeEach
    void makeGraph() throws IOException {
        graph = directory.resolve("people").toString();
        Path schema = Files.writeString(directory.resolve("people.pg"), PeopleGraph.SCHEMA);
        assertThat(Invocation.of("init", "--graph", graph, "--schema", schema.toString())
                        .exitCode())
                .isZero();
        people = new PeopleGraph(Path.of(graph));
        people.write("ada", "bob");
    }

    // ---- recover

    @Test
    void recoverOfAWholeGraphSaysThatThereIsNothingToDo() throws IOException {
        Invocation recover = run("recover");

        assertThat(recover.exitCode()).isZero();
        assertThat(recover.out()).startsWith("Nothing to recover").contains("graph version 2");
        assertThat(json("recover", "--dry-run").get("clean").asBoolean()).isTrue();
    }

    @Test
    void dryRunOfRecoverShowsWhatWouldBeDoneAndChangesNothing() throws IOException {
        people.dieWriting(FaultPoint.PUBLISH_BEFORE_PUT, Clock.systemUTC(), "cyd");

        Invocation dry = run("recover", "--dry-run");

        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out())
                .contains(
                        "ingest by test",
                        "Person is published at version 2, its HEAD is at 3",
                        "would be published",
                        "nothing was changed");
        JsonNode intent = json("recover", "--dry-run").at("/intents/0");
        assertThat(intent.get("decision").asText()).isEqualTo("publish");
        assertThat(intent.at("/changes/0").asText()).isEqualTo("Person");
        assertThat(intent.at("/tables/0/shape").asText()).isEqualTo("applied");
        assertThat(intent.get("settled").asBoolean()).isFalse();
        assertThat(names()).containsExactlyInAnyOrder("ada", "bob");
        assertThat(run("recoveries").out()).contains("No write of this graph was ever left");
    }

    @Test
    void recoverSettlesAndRecoveriesShowsIt() throws IOException {
        people.dieWriting(FaultPoint.PUBLISH_BEFORE_PUT, Clock.systemUTC(), "cyd");

        JsonNode report = json("recover");

        assertThat(report.at("/intents/0/settled").asBoolean()).isTrue();
        assertThat(report.at("/intents/0/published_in").asLong()).isEqualTo(3);
        assertThat(report.get("before").asLong()).isEqualTo(2);
        assertThat(report.get("after").asLong()).isEqualTo(3);
        assertThat(report.get("dry_run").asBoolean()).isFalse();
        assertThat(names()).containsExactlyInAnyOrder("ada", "bob", "cyd");
        assertThat(run("recover").out()).startsWith("Nothing to recover");
        JsonNode record = json("recoveries");
        assertThat(record.get("decision").asText()).isEqualTo("publish");
        assertThat(record.get("published_in").asLong()).isEqualTo(3);
        assertThat(record.get("actor").asText()).isEqualTo("test");
        assertThat(record.get("recovered_by").asText()).isEqualTo("headgate recover");
        assertThat(record.at("/tables/0/shape").asText()).isEqualTo("applied");
        assertThat(run("recoveries").out()).contains("headgate recover", "publish");
    }

    @Test
    void recoverShowsAnIntentThatCannotBeReadAndLeavesWithExitCode4() {
        String name = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        people.put(GraphKeys.intent(new IntentId(name)), "{\"format_version\":1,".getBytes(StandardCharsets.UTF_8));

        for (String[] arguments : List.of(new String[] {"--dry-run"}, new String[0])) {
            Invocation recover = run("recover", arguments);
            assertThat(recover.exitCode()).isEqualTo(4);
            assertThat(recover.out()).contains("Object __recovery/" + name + ".json", "refused: ");
            assertThat(recover.err()).isEmpty();
        }
    }

    @Test
    void recoverSettlesTheOthersWhenOneIntentCannotBeRead() throws IOException {
        people.dieWriting(FaultPoint.ARM_AFTER_PUT, Clock.systemUTC(), "cyd");
        people.put(
                GraphKeys.intent(new IntentId("01ARZ3NDEKTSV4RRFFQ69G5FAV")),
                "nonsense".getBytes(StandardCharsets.UTF_8));

        JsonNode report = json(4, "recover");

        assertThat(report.get("clean").asBoolean()).isFalse();
        assertThat(report.at("/unreadable/0/object").asText()).startsWith("__recovery/01ARZ3");
        assertThat(report.at("/intents/0/settled").asBoolean()).isTrue();
        assertThat(names()).contains("cyd");
    }

    @Test
    void recoverShowsTablesThatOtherHandsMovedAndLeavesWithExitCode3() throws IOException {
        people.damage("eve");

        assertThat(run("recover", "--dry-run").exitCode()).isEqualTo(3);
        Invocation recover = run("recover");

        assertThat(recover.exitCode()).isEqualTo(3);
        assertThat(recover.out())
                .contains("Table Person", "was moved by other hands", "headgate repair --graph " + graph);
        assertThat(json(3, "recover").at("/moved/0/shape").asText()).isEqualTo("foreign");
    }

    @Test
    void recoverShowsAWriteThatWaitsForARepair() throws IOException {
        people.dieWriting(FaultPoint.ARM_AFTER_PUT, Clock.systemUTC(), "cyd");
        people.damage("eve");

        for (JsonNode report : List.of(json(3, "recover", "--dry-run"), json(3, "recover"))) {
            assertThat(report.at("/intents/0/decision").asText()).isEqualTo("refuse");
            assertThat(report.at("/intents/0/tables/0/shape").asText()).isEqualTo("foreign");
        }
    }

    @Test
    void recoveriesAreInTheOrderOfRecoveryNewestFirst() throws IOException {
        people.put(
                GraphKeys.audit(new IntentId("01ARZ3NDEKTSV4RRFFQ69G5FAA")),
                record("01ARZ3NDEKTSV4RRFFQ69G5FAA", "2026-03-02T00:00:00Z"));
        people.put(
                GraphKeys.audit(new IntentId("01ARZ3NDEKTSV4RRFFQ69G5FAB")),
                record("01ARZ3NDEKTSV4RRFFQ69G5FAB", "2026-03-01T00:00:00Z"));

        assertThat(run("recoveries", "--json").lines())
                .extracting(line -> JSON.readTree(line).get("intent").asText())
                .containsExactly("01ARZ3NDEKTSV4RRFFQ69G5FAA", "01ARZ3NDEKTSV4RRFFQ69G5FAB");
        assertThat(json("recoveries", "--limit", "1").get("intent").asText()).endsWith("FAA");
    }

    // ---- repair

    @Test
    void repairOfAGraphThatNobodyMovedSaysSo() {
        Invocation repair = run("repair");

        assertThat(repair.exitCode()).isZero();
        assertThat(repair.out()).isEqualToIgnoringNewLines("Nothing to repair: no table was moved by other hands.");
    }

    @Test
    void repairShowsWhatItWouldDoAndChangesNothing() throws IOException {
        people.damage("eve", "ada");
        GraphManifest before = people.newest();

        Invocation repair = run("repair");

        assertThat(repair.exitCode()).isZero();
        assertThat(repair.out())
                .contains(
                        "Append",
                        "other hands",
                        "--confirm:         put the content of version 2 on top of version 3",
                        "--confirm --force: publish what other hands made, version 3, as it is",
                        "warning: rows of that content whose id another row has too: 1, such as ada",
                        "This is a preview: nothing was changed",
                        "headgate repair --graph " + graph + " --confirm");
        assertThat(people.newest()).isEqualTo(before);
        JsonNode table = json("repair").at("/tables/0");
        assertThat(table.at("/movements/0/operation").asText()).isEqualTo("Append");
        assertThat(table.at("/movements/0/ours").asBoolean()).isFalse();
        assertThat(table.at("/unforced/action").asText()).isEqualTo("restore");
        assertThat(table.at("/unforced/content").asLong()).isEqualTo(2);
        assertThat(table.at("/forced/action").asText()).isEqualTo("adopt_as_is");
        assertThat(table.get("repeated_ids").asLong()).isEqualTo(1);
    }

    @Test
    void confirmedRepairRestoresAndSettlesTheWriteThatWaitedForIt() throws IOException {
        people.dieWriting(FaultPoint.ARM_AFTER_PUT, Clock.systemUTC(), "cyd");
        people.damage("eve");

        Invocation repair = run("repair", "--confirm");

        assertThat(repair.exitCode()).isZero();
        assertThat(repair.out())
                .contains(
                        "done: put the content of version 2 on top of version 3 and publish it",
                        "published in graph version 3",
                        "waited for the repair",
                        "rolled forward in graph version 4");
        assertThat(names()).containsExactlyInAnyOrder("ada", "bob", "cyd");
        assertThat(run("repair", "--confirm").out()).startsWith("Nothing to repair");
        people.write("dan");
        assertThat(names()).contains("dan");
    }

    @Test
    void forcedRepairPublishesForeignRows() throws IOException {
        people.damage("eve");

        JsonNode report = json("repair", "--confirm", "--force");

        assertThat(report.get("confirmed").asBoolean()).isTrue();
        assertThat(report.get("forced").asBoolean()).isTrue();
        assertThat(report.get("repaired_in").asLong()).isEqualTo(3);
        assertThat(report.at("/settled/clean").asBoolean()).isTrue();
        assertThat(names()).containsExactlyInAnyOrder("ada", "bob", "eve");
        assertThat(run("versions", "--limit", "1").out()).contains("repair");
    }

    // ---- status

    @Test
    void statusAdvisesToRecoverOldIntentsOnly() {
        people.dieWriting(FaultPoint.ARM_AFTER_PUT, Clock.systemUTC(), "cyd");
        assertThat(run("status").out()).contains("pending intents 1").doesNotContain("headgate recover");
        people.put(GraphKeys.intent(new IntentId("01ARZ3NDEKTSV4RRFFQ69G5FAV")), new byte[0]);

        assertThat(run("status").out())
                .contains(
                        "pending intents 2",
                        "the oldest intent is from 2016-07-30",
                        "headgate recover --graph " + graph);
    }

    private static byte[] record(String intent, String recoveredAt) {
        Owner owner = new Owner("host", 1, Instant.EPOCH);
        return new JsonCodec<>(RecoveryRecord.class, RecoveryRecord.FORMAT_VERSION, "recovery record")
                .write(new RecoveryRecord(
                        RecoveryRecord.FORMAT_VERSION,
                        new IntentId(intent),
                        new GraphId("graph"),
                        GraphManifest.MAIN_BRANCH,
                        Decision.DISCARD,
                        "because",
                        "ingest",
                        "test",
                        owner,
                        Instant.parse("2026-02-01T00:00:00Z"),
                        new GraphVersion(1),
                        Optional.empty(),
                        List.of(),
                        "somebody",
                        owner,
                        Instant.parse(recoveredAt)));
    }

    private List<String> names() {
        return run("scan", "Person", "--format", "csv", "--columns", "name").lines().stream()
                .skip(1)
                .toList();
    }

    private JsonNode json(String verb, String... arguments) throws IOException {
        return json(0, verb, arguments);
    }

    private JsonNode json(int exitCode, String verb, String... arguments) throws IOException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        Invocation run = run(verb, all);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        return JSON.readTree(run.out());
    }

    private Invocation run(String verb, String... arguments) {
        String[] all = new String[arguments.length + 3];
        System.arraycopy(new String[] {verb, "--graph", graph}, 0, all, 0, 3);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Invocation.of(all);
    }
}
