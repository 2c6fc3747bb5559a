package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.ingest.worker.WorkerRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Offsets shown and changed, with a real broker and real workers. */
class OffsetsVerbsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2026-02-01T00:00:00Z");

    @TempDir
    static Path brokerDirectory;

    private static EmbeddedKafka broker;

    @TempDir
    Path directory;

    private String people = "";
    private String follows = "";
    private String graph = "";
    private String config = "";

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(brokerDirectory);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeGraph(TestInfo test) throws IOException {
        String name = test.getTestMethod().orElseThrow().getName();
        people = "people-of-" + name;
        follows = "follows-of-" + name;
        graph = directory.resolve("graph").toString();
        Files.writeString(
                directory.resolve("social.pg"),
                "node Person { id: String @key name: String? }\nedge Follows: Person -> Person { n: I64? }\n");
        config = Files.writeString(directory.resolve("social.yaml"), """
                        graph: graph
                        schema: social.pg
                        kafka: { bootstrap.servers: "%s", group.id: "%s" }
                        commit: { every: 50ms }
                        sources:
                          - { topic: %s, into: node:Person }
                          - { topic: %s, into: edge:Follows, mode: append }
                        """.formatted(
                                broker.bootstrapServers(), name, people, follows))
                .toString();
        broker.createTopic(people, 1, Map.of());
        broker.createTopic(follows, 1, Map.of());
        produce(0, 10, OLD);
        assertThat(work().exitCode()).isZero();
    }

    @Test
    void lagIsShownInRecordsAndTime() throws IOException {
        JsonNode caughtUp = offsets("--config", config);

        assertThat(caughtUp.get("kafka").asBoolean()).isTrue();
        assertThat(caughtUp.get("lag_records").asLong()).isZero();
        assertThat(caughtUp.get("lag_millis").asLong()).isZero();

        produce(10, 13, Instant.now().minusSeconds(60));
        JsonNode behind = offsets("--config", config);

        JsonNode partition = partition(behind, people);
        assertThat(partition.get("next_offset").asLong()).isEqualTo(10);
        assertThat(partition.get("end_offset").asLong()).isEqualTo(13);
        assertThat(partition.get("lag_records").asLong()).isEqualTo(3);
        assertThat(partition.get("lag_millis").asLong()).isBetween(60_000L, 600_000L);
        assertThat(partition.get("state").asText()).isEqualTo("readable");
        assertThat(behind.get("lag_records").asLong()).isEqualTo(6);
        assertThat(Invocation.of("offsets", "-g", graph, "-c", config).out()).contains("lag time", people, "readable");
    }

    @Test
    void withoutAConfigurationTheGraphSpeaksForItself() throws IOException {
        JsonNode known = offsets();

        assertThat(known.get("kafka").asBoolean()).isFalse();
        assertThat(partition(known, people).get("next_offset").asLong()).isEqualTo(10);
        assertThat(partition(known, people).get("end_offset").isNull()).isTrue();
        assertThat(known.get("lag_records").isNull()).isTrue();
        assertThat(Invocation.of("offsets", "-g", graph).out()).contains("next offset", people);
    }

    @Test
    void rewindIsShownFirstAndThenReadOnceMore() throws IOException {
        long before = offsets().get("version").asLong();
        Invocation preview = change("rewind", people, "--to-offset", "4");

        assertThat(preview.exitCode()).isZero();
        assertThat(preview.out()).contains("6 offsets are read once more", "Nothing was changed", "--confirm");
        assertThat(offsets().get("version").asLong()).isEqualTo(before);

        JsonNode done = json(change(
                "rewind", people, "--to-offset", "4", "--confirm", "--reason", "a bug", "--actor", "eve", "--json"));

        assertThat(done.get("changed_in").asLong()).isEqualTo(before + 1);
        assertThat(done.at("/partitions/0/offsets").asLong()).isEqualTo(6);
        assertThat(partition(offsets(), people).get("epoch").asLong()).isEqualTo(1);
        assertThat(Invocation.of("versions", "-g", graph, "--limit", "1").out()).contains("offsets", "eve", "a bug");
        assertThat(work().polled()).isEqualTo(6);
        assertThat(rows("Person")).isEqualTo(10);
        assertThat(Invocation.of("verify", "-g", graph, "--deep").exitCode()).isZero();
    }

    @Test
    void rewindGoesToATimeOrAVersion() throws IOException {
        long version = offsets().get("version").asLong();
        produce(10, 15, NEW);
        assertThat(work().exitCode()).isZero();

        confirm("rewind", people, "--to-time", "2026-01-15T00:00:00Z");
        assertThat(partition(offsets(), people).get("next_offset").asLong()).isEqualTo(10);
        confirm("rewind", people, "--to-offset", "0");
        assertThat(work().polled()).isEqualTo(15);
        confirm("rewind", people, "--to-version", Long.toString(version));
        assertThat(partition(offsets(), people).get("next_offset").asLong()).isEqualTo(10);

        Invocation first = change("rewind", people, "--to-version", "1");
        assertThat(first.exitCode()).isEqualTo(2);
        assertThat(first.err()).contains("graph version 1 has recorded no offset");
    }

    @Test
    void replayingAppendsIsRefusedUnlessDuplicatesAreAllowed() throws IOException {
        String[] rewind = {"rewind", follows, "--to-offset", "7", "--confirm", "--reason", "again"};

        Invocation refused = change(rewind);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("append mode", "--allow-duplicates");
        assertThat(change("rewind", follows, "--to-offset", "7").out())
                .contains("Refused as it is", "--allow-duplicates");
        assertThat(partition(offsets(), follows).get("next_offset").asLong()).isEqualTo(10);

        confirm("rewind", follows, "--to-offset", "7", "--allow-duplicates");
        assertThat(work().exitCode()).isZero();
        assertThat(rows("Follows")).isEqualTo(13);
    }

    @Test
    void withoutAConfigurationARewindIsRefusedUnlessDuplicatesAreAllowed() throws IOException {
        Invocation refused = Invocation.of(
                "offsets", "rewind", people + "-0", "-g", graph, "--to-offset", "7", "--confirm", "--reason", "again");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--config FILE", "--allow-duplicates");
        assertThat(Invocation.of(
                                "offsets",
                                "rewind",
                                people + "-0",
                                "-g",
                                graph,
                                "--to-offset",
                                "7",
                                "--allow-duplicates",
                                "--confirm",
                                "--reason",
                                "again")
                        .exitCode())
                .isZero();
        assertThat(partition(offsets(), people).get("next_offset").asLong()).isEqualTo(7);
    }

    @Test
    void whatIsSkippedIsNeverRead() throws IOException {
        produce(10, 30, NEW);

        assertThat(change("skip", people, "--to-end").out()).contains("20 offsets are never read");
        confirm("skip", people, "--to-end");
        produce(30, 31, NEW);

        assertThat(work().exitCode()).isZero();
        assertThat(rows("Person")).isEqualTo(11);
        assertThat(rows("Follows")).isEqualTo(31);
    }

    @Test
    void skipIsTheWayOnWhenKafkaHasDeletedWhatComesNext() throws Exception {
        produce(10, 30, NEW);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(people, 0), RecordsToDelete.beforeOffset(25)))
                    .all()
                    .get();
        }
        assertThat(partition(offsets("--config", config), people).get("state").asText())
                .isEqualTo("deleted");
        ExitReport stopped = work();
        assertThat(stopped.exitCode()).isEqualTo(5);
        assertThat(stopped.stoppedSources())
                .singleElement()
                .satisfies(reason -> assertThat(reason).hasMessageContaining("headgate offsets skip"));

        Invocation tooEarly = change("skip", people, "--to-offset", "20");
        assertThat(tooEarly.exitCode()).isEqualTo(2);
        assertThat(tooEarly.err()).contains("from offset 25 to 30");
        confirm("skip", people, "--to-offset", "25");

        assertThat(work().exitCode()).isZero();
        assertThat(rows("Person")).isEqualTo(15);
    }

    @Test
    void rebaseAcceptsATopicThatWasCreatedAgain() throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(people)).all().get();
        }
        Awaitility.await().ignoreExceptions().until(() -> {
            broker.createTopic(people, 1, Map.of());
            return true;
        });
        produce(20, 25, NEW);
        ExitReport stopped = work();
        assertThat(stopped.stoppedSources())
                .singleElement()
                .satisfies(reason -> assertThat(reason).hasMessageContaining("headgate offsets rebase"));
        assertThat(partition(offsets("--config", config), people).get("state").asText())
                .isEqualTo("other_topic");
        assertThat(change("rewind", people, "--to-offset", "0").exitCode()).isEqualTo(5);

        confirm("rebase", people, "--to-start");

        assertThat(work().exitCode()).isZero();
        assertThat(rows("Person")).isEqualTo(15);
        assertThat(partition(offsets("--config", config), people).get("state").asText())
                .isEqualTo("readable");
        assertThat(Invocation.of("verify", "-g", graph).exitCode()).isZero();
    }

    @Test
    void whatCannotBeMeantIsRefused() throws IOException {
        assertThat(change("skip", people, "--to-offset", "99").err()).contains("nobody could go on at 99");
        assertThat(change("rebase", people, "--to-start").err()).contains("is what the graph has recorded");
        assertThat(change("rewind", "strangers", "--to-offset", "1").err()).contains("strangers-0");
        assertThat(Invocation.of("offsets", "rebase", people + "-0", "-g", graph, "--to-start")
                        .err())
                .contains("--config");
        Path other = Files.writeString(
                directory.resolve("other.yaml"),
                Files.readString(Path.of(config)).replace("graph: graph", "graph: another"));
        Invocation foreign = Invocation.of("offsets", "-g", graph, "-c", other.toString());
        assertThat(foreign.exitCode()).isEqualTo(2);
        assertThat(foreign.err()).contains("another", "give the configuration of the workers");
    }

    private Invocation change(String verb, String topic, String... more) {
        List<String> arguments = new ArrayList<>(List.of("offsets", verb, topic + "-0", "-g", graph, "-c", config));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private Invocation change(String[] arguments) {
        return change(arguments[0], arguments[1], java.util.Arrays.copyOfRange(arguments, 2, arguments.length));
    }

    private void confirm(String verb, String topic, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--confirm", "--reason", "test"));
        Invocation done = change(verb, topic, arguments.toArray(String[]::new));
        assertThat(done.err()).isEmpty();
        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).contains("Changed in graph version");
    }

    private JsonNode offsets(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("offsets", "-g", graph, "--json"));
        arguments.addAll(List.of(more));
        return json(Invocation.of(arguments.toArray(String[]::new)));
    }

    private static JsonNode json(Invocation invocation) throws IOException {
        assertThat(invocation.err()).isEmpty();
        return JSON.readTree(invocation.out());
    }

    private static JsonNode partition(JsonNode offsets, String topic) {
        for (JsonNode partition : offsets.get("partitions")) {
            if (partition.get("topic").asText().equals(topic)) {
                return partition;
            }
        }
        throw new AssertionError(topic + " is not in " + offsets);
    }

    private long rows(String table) {
        return Invocation.of("scan", "-g", graph, table, "--json").lines().size();
    }

    private ExitReport work() {
        return WorkerRunner.run(ConfigLoader.load(Path.of(config), Map.of()), true, Map.of());
    }

    private void produce(long from, long to, Instant time) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (long n = from; n < to; n++) {
                producer.send(record(people, time, "{\"id\":\"p" + n + "\",\"name\":\"name\"}"));
                producer.send(record(follows, time, "{\"src\":\"p" + n + "\",\"dst\":\"p0\",\"n\":" + n + "}"));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, Instant time, String json) {
        return new ProducerRecord<>(
                topic,
                0,
                time.toEpochMilli(),
                "key".getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8));
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
