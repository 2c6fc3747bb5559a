package io.headgate.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    private static final String KAFKA = """
            kafka:
              bootstrap.servers: localhost:9092
              group.id: social
            """;
    private static final String SOURCES = """
            sources:
              - topic: people
                into: node:Person
            """;
    private static final String MINIMAL = "graph: ./social\n" + KAFKA + SOURCES;

    @TempDir
    Path directory;

    @Test
    void everyKeyOfTheFileIsRead() {
        WorkerConfig config = load("""
                graph: ./social
                schema: ../schemas/social.pg
                durability: process-crash
                kafka:
                  bootstrap.servers: localhost:9092
                  group.id: social
                  max.poll.records: 5000
                sources:
                  - topic: people
                    into: node:Person
                    format: json
                    mode: upsert
                    start: earliest
                  - topic: follows
                    into: edge:Follows
                    mode: append
                    start: 2026-01-31T00:00:00Z
                commit: { every: 500ms, max-rows: 1000, max-bytes: 64MiB }
                memory: { off-heap: 512MiB, max-record: 64KiB }
                turn: { pause: 20ms, patience: 50, max-looks: 3_000, max-intents: 16, max-keys: 1_000_000 }
                startup: { timeout: 90s }
                shutdown: { timeout: 5s }
                """);

        assertThat(config)
                .isEqualTo(new WorkerConfig(
                        directory.resolve("social").toString(),
                        Optional.of(directory.resolveSibling("schemas/social.pg")),
                        Durability.PROCESS_CRASH,
                        Map.of("bootstrap.servers", "localhost:9092", "group.id", "social", "max.poll.records", "5000"),
                        List.of(
                                new SourceConfig(
                                        "people",
                                        new TargetType(TableKind.NODE, "Person"),
                                        RecordFormat.JSON,
                                        WriteMode.UPSERT,
                                        new StartPosition.Earliest()),
                                new SourceConfig(
                                        "follows",
                                        new TargetType(TableKind.EDGE, "Follows"),
                                        RecordFormat.JSON,
                                        WriteMode.APPEND,
                                        new StartPosition.At(Instant.parse("2026-01-31T00:00:00Z")))),
                        new CommitConfig(Duration.ofMillis(500), 1000, DataSize.ofMebibytes(64)),
                        new MemoryConfig(DataSize.ofMebibytes(512), new DataSize(64 << 10)),
                        new TurnLimits(Duration.ofMillis(20), 50, 3_000, 16, 1_000_000),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(5)));
    }

    @Test
    void theTurnIsTheEnginesOwnUnlessItIsSaid() {
        assertThat(load(MINIMAL).turn()).isEqualTo(TurnLimits.DEFAULT);
    }

    @Test
    void aWriteThatWouldGiveUpBeforeItPassesOverADeadWriterIsRefused() {
        BadConfiguration error = refused(MINIMAL + "turn: { patience: 200, max-looks: 199 }\n");

        assertThat(error.key()).isEqualTo("turn.max-looks");
        assertThat(error).hasMessageContainingAll("199", "turn.patience (200)");
    }

    @Test
    void aTopicThatCannotBeANameIsAPattern() {
        SourceConfig source = load("""
                graph: g
                kafka: { bootstrap.servers: h, group.id: g }
                sources:
                  - topic: "events\\\\.(.*)"
                    into: node:$1
                """).sources().get(0);

        assertThat(source.topic()).isEqualTo("events\\.(.*)");
        assertThat(source.isPattern()).isTrue();
        assertThat(source.into().group()).hasValue(1);
        assertThat(load(MINIMAL).sources()).noneMatch(SourceConfig::isPattern);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "my topic   | node:A  | topic | a regular expression",
                "'a(.*'     | node:A  | topic | a regular expression",
                "'a(.*)'    | node:$2 | into  | has only 1 groups",
                "abc        | node:$0 | into  | is a name and not a pattern",
                "'e.*'      | node:A  | topic | the pattern 'e.*' matches topic 'e.old'. A topic can feed one type only",
            })
    void sourcesThatCannotBeMeantAreRefused(String topic, String into, String key, String message) {
        BadConfiguration error = refused("""
                graph: g
                kafka: { bootstrap.servers: h, group.id: g }
                sources:
                  - { topic: e.old, into: node:A }
                  - { topic: '%s', into: '%s' }
                """.formatted(topic, into));

        assertThat(error.key()).isEqualTo("sources[1]." + key);
        assertThat(error).hasMessageContaining(message);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        WorkerConfig config = load(MINIMAL);

        assertThat(config.durability()).isEqualTo(Durability.POWER_LOSS);
        assertThat(config.schema()).isEmpty();
        assertThat(config.commit())
                .isEqualTo(new CommitConfig(Duration.ofSeconds(1), 500_000, DataSize.ofMebibytes(256)));
        assertThat(config.memory()).isEqualTo(new MemoryConfig(DataSize.ofMebibytes(1024), DataSize.ofMebibytes(1)));
        assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grap: x            | grap                | Did you mean 'graph'?",
                "comit: {}          | comit               | Did you mean 'commit'?",
                "commit: {evry: 1s} | commit.evry         | Did you mean 'every'?",
                "commit.every: 1s   | commit.every        | Write it as 'commit: { every: … }'",
                "memory: {zzz: 1}   | memory.zzz          | Possible here: off-heap, max-record",
            })
    void unknownKeyIsRefusedWithASuggestion(String line, String key, String suggestion) {
        BadConfiguration error = refused(MINIMAL + line);

        assertThat(error.key()).isEqualTo(key);
        assertThat(error).hasMessageContaining(suggestion).hasMessageContaining("worker.yaml, line 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "durability: maybe        | durability        | power-loss or process-crash",
                "commit: {every: 1 week}  | commit.every      | ms, s, m or h, from 1ms to 1h",
                "commit: {every: 0s}      | commit.every      | from 1ms to 1h",
                "commit: {max-rows: many} | commit.max-rows   | a whole number, from 1 to 100000000",
                "memory: {off-heap: 1GB}  | memory.off-heap   | B, KiB, MiB or GiB",
                "shutdown: {timeout: -1s} | shutdown.timeout  | from 100ms to 1h",
                "commit: {every: [1s]}    | commit.every      | has to be a single value",
                "commit: 1s               | commit            | has to be keys with values",
            })
    void wrongValueIsRefusedWithWhatIsAllowed(String line, String key, String allowed) {
        BadConfiguration error = refused(MINIMAL + line);

        assertThat(error.key()).isEqualTo(key);
        assertThat(error).hasMessageContaining(allowed);
    }

    @Test
    void missingKeysAreNamed() {
        assertThat(refused(KAFKA + SOURCES).key()).isEqualTo("graph");
        assertThat(refused("graph: g\n" + KAFKA).key()).isEqualTo("sources");
        assertThat(refused("graph: g\n" + SOURCES).key()).isEqualTo("kafka.bootstrap.servers");
        assertThat(refused("graph: g\nkafka: { bootstrap.servers: x }\n" + SOURCES)
                        .key())
                .isEqualTo("kafka.group.id");
        assertThat(refused("graph: g\n" + KAFKA + "sources: [ { topic: t } ]").key())
                .isEqualTo("sources[0].into");
    }

    @Test
    void sameKeyTwiceIsRefused() {
        assertThat(refused(MINIMAL + "graph: other"))
                .hasMessageContaining("graph is there twice")
                .hasMessageContaining("line 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auto.offset.reset: earliest  | none",
                "enable.auto.commit: true     | false",
                "isolation.level: read_uncommitted | read_committed",
                "key.deserializer: org.x.Y    | ByteArrayDeserializer",
                "value.deserializer: org.x.Y  | ByteArrayDeserializer",
            })
    void settingThatHeadgateOwnsIsRefusedWithTheReason(String line, String always) {
        BadConfiguration error = refused(withKafka(line));

        assertThat(error).hasMessageContaining("it is always").hasMessageContaining(always);
    }

    @Test
    void ownedSettingWithItsOwnValueIsAccepted() {
        assertThat(load(withKafka("auto.offset.reset: none")).kafka()).containsEntry("auto.offset.reset", "none");
    }

    @Test
    void environmentVariablesAreExpanded() {
        String yaml = "graph: ${WHERE}/g\n" + """
                kafka:
                  bootstrap.servers: ${BROKERS}
                  group.id: ${GROUP:-social}
                  sasl.jaas.config: 'user="${USER}" password="$${x}"'
                """ + SOURCES;

        WorkerConfig config =
                load(yaml, Map.of("WHERE", "/data", "BROKERS", "b1:1,b2:2", "USER", "${not} expanded again"));

        assertThat(config.graph()).isEqualTo("/data/g");
        assertThat(config.kafka())
                .containsEntry("bootstrap.servers", "b1:1,b2:2")
                .containsEntry("group.id", "social")
                .containsEntry("sasl.jaas.config", "user=\"${not} expanded again\" password=\"${x}\"");
    }

    @Test
    void variableThatIsNotSetIsNamed() {
        assertThat(refused(withKafka("sasl.jaas.config: abc ${KAFKA_PASSWORD} def")))
                .hasMessageContaining("KAFKA_PASSWORD")
                .hasMessageContaining("kafka.sasl.jaas.config")
                .hasMessageNotContaining("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.key.password: hunter2 ${",
                "ssl.key.password: hunter2 ${UNSET}",
                "ssl.key.password: hunter2: x",
                "ssl.key.password: *hunter2",
                "ssl.key.password: !hunter2 x",
                "ssl.key.password: [hunter2]",
                "ssl.key.password: \"hunter2",
                "ssl.key.password: '%hunter2'\n  ssl.key.password: hunter2",
                "ssl.key.password: @hunter2",
            })
    void secretAppearsInNoError(String line) {
        StringWriter trace = new StringWriter();
        refused(withKafka(line)).printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString()).doesNotContain("hunter2");
    }

    @Test
    void secretAppearsInNoTextForm() {
        assertThat(load(withKafka("ssl.key.password: hunter2"))).asString().doesNotContain("hunter2");
    }

    @Test
    void topicCanFeedOneTypeOnly() {
        assertThat(refused(MINIMAL + "  - { topic: people, into: node:Human }\n")
                        .key())
                .isEqualTo("sources[1].topic");
    }

    @Test
    void sourcesOfOneTypeHaveOneMode() {
        assertThat(load(MINIMAL + "  - { topic: more-people, into: node:Person }\n")
                        .sources())
                .hasSize(2);
        assertThat(refused(MINIMAL + "  - { topic: more-people, into: node:Person, mode: append }\n"))
                .hasMessageContaining("sources[1].mode")
                .hasMessageContaining("node:Person")
                .hasMessageContaining("'upsert'");
    }

    @Test
    void batchesHaveToFitIntoMemory() {
        assertThat(refused(MINIMAL + "memory: { off-heap: 512MiB }"))
                .hasMessageContaining("512MiB")
                .hasMessageContaining("3 × commit.max-bytes (256MiB) = 768MiB");
        assertThat(load(MINIMAL + "memory: { off-heap: 768MiB }").memory().offHeap())
                .isEqualTo(DataSize.ofMebibytes(768));
    }

    @Test
    void recordHasToFitIntoABatch() {
        assertThat(refused(MINIMAL + "commit: { max-bytes: 1MiB }\nmemory: { max-record: 2MiB }")
                        .key())
                .isEqualTo("memory.max-record");
    }

    @Test
    void objectStoreIsRefusedForNow() {
        assertThat(refused("graph: s3://bucket/prefix\n" + KAFKA + SOURCES))
                .hasMessageContaining("s3://bucket/prefix")
                .hasMessageContaining("local directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "just text", "- a\n- list", "graph: [unclosed", "\tgraph: x", "\0"})
    void fileThatIsNoMappingIsRefused(String text) {
        assertThat(refused(text)).hasMessageContaining("worker.yaml");
    }

    @Test
    void fileIsBounded() {
        assertThat(refused("graph: " + "[".repeat(5000))).hasMessageContaining("worker.yaml");
        assertThat(refused("graph: " + "x".repeat(2 << 20))).hasMessageContaining("larger than 1MiB");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> ConfigLoader.load(directory.resolve("absent.yaml"), Map.of()))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("absent.yaml");
    }

    private static String withKafka(String line) {
        return "graph: ./social\n" + KAFKA + "  " + line + "\n" + SOURCES;
    }

    private WorkerConfig load(String yaml) {
        return load(yaml, Map.of());
    }

    private WorkerConfig load(String yaml, Map<String, String> environment) {
        Path file = directory.resolve("worker.yaml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ConfigLoader.load(file, environment);
    }

    private BadConfiguration refused(String yaml) {
        return catchThrowableOfType(BadConfiguration.class, () -> load(yaml));
    }
}
