package io.headgate.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.Pace;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
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
                http: { bind: 0.0.0.0, port: 9464 }
                metrics: { lag-every: 2s }
                health: { poll-within: 1m, progress-within: 5m }
                maintenance:
                  prefix: upkeep
                  group: keepers
                  events: false
                  partitions: 3
                  replication: 2
                  every: 1m
                  in-flight-timeout: 2m
                  unindexed-rows: 5_000
                  unindexed-age: 30s
                  rows-per-fragment: 1000
                  fan-in: 4
                  deleted-share: 0.5
                  segments: 2
                  vector-rows: 256
                  rows-per-commit: 4000
                  busy-share: 0.25
                  cleanup: { every: 1h, keep-versions: 10, older-than: 24h }
                """);

        assertThat(config)
                .isEqualTo(new WorkerConfig(
                        new LocalDirectory(directory.resolve("social")),
                        S3Settings.DEFAULT,
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
                        Duration.ofSeconds(5),
                        new MonitoringConfig(
                                new HttpConfig("0.0.0.0", Optional.of(9464)),
                                new HealthConfig(Duration.ofMinutes(1), Duration.ofMinutes(5)),
                                Duration.ofSeconds(2)),
                        new MaintenanceConfig(
                                Optional.of("upkeep"),
                                Optional.of("keepers"),
                                false,
                                3,
                                Optional.of(2),
                                new MaintenanceLimits(
                                        1_000,
                                        4,
                                        0.5,
                                        2,
                                        256,
                                        4_000,
                                        MaintenanceLimits.DEFAULT.mostCommits(),
                                        MaintenanceLimits.DEFAULT.attempts()),
                                Pace.DEFAULT.withBusyShare(0.25),
                                new PlannerConfig(
                                        Duration.ofMinutes(1), Duration.ofMinutes(2), 5_000, Duration.ofSeconds(30)),
                                Optional.of(new CleanupConfig(
                                        Duration.ofHours(1), Optional.of(10L), Optional.of(Duration.ofHours(24)))))));
    }

    @Test
    void workersTellOfWhatTheyPublishWhenMaintenanceIsSpokenOf() {
        assertThat(load(MINIMAL).maintenance()).isEqualTo(MaintenanceConfig.DEFAULT);
        assertThat(load(MINIMAL).maintenance().events()).isFalse();
        assertThat(load(MINIMAL + "maintenance: { fan-in: 5 }\n").maintenance().events())
                .isTrue();
        assertThat(load(MINIMAL + "maintenance: { events: false }\n")
                        .maintenance()
                        .events())
                .isFalse();
    }

    @Test
    void whatIsSaidOfACleanupThatNeverComesIsRefused() {
        BadConfiguration error = refused(MINIMAL + "maintenance: { cleanup: { keep-versions: 5 } }\n");

        assertThat(error.key()).isEqualTo("maintenance.cleanup.every");
        assertThat(refused(MINIMAL + "maintenance: { cleanup: { evry: 5m } }\n"))
                .hasMessageContainingAll("maintenance.cleanup.evry", "every");
        assertThat(refused(MINIMAL + "maintenance: { clean: { every: 5m } }\n"))
                .hasMessageContaining("maintenance.clean");
    }

    @Test
    void aShareIsAboveZeroAndAtMostOne() {
        for (String share : List.of("0", "1.1", "-1", "NaN", "much")) {
            assertThat(refused(MINIMAL + "maintenance: { deleted-share: " + share + " }\n"))
                    .hasMessageContainingAll("maintenance.deleted-share", share, "above 0, up to 1");
        }
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

        assertThat(config.graph()).isEqualTo(new LocalDirectory(Path.of("/data/g")));
        assertThat(config.kafka())
                .containsEntry("bootstrap.servers", "b1:1,b2:2")
                .containsEntry("group.id", "social")
                .containsEntry("sasl.jaas.config", "user=\"${not} expanded again\" password=\"${x}\"");
    }

    @Test
    void theSurroundingsMaySayHowMuchMemoryThereIs() {
        String yaml = MINIMAL + "commit: { max-bytes: 64MiB }\nmemory: { off-heap: '${OFF_HEAP:-1GiB}' }\n";

        assertThat(load(yaml, Map.of("OFF_HEAP", "192MiB")).memory().offHeap()).isEqualTo(DataSize.ofMebibytes(192));
        assertThat(load(yaml, Map.of()).memory().offHeap()).isEqualTo(DataSize.ofMebibytes(1024));
        assertThat(refused(yaml.replace("1GiB", "much"))).hasMessageContaining("memory.off-heap");
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
    void graphOnS3HasItsSettings() throws IOException {
        Path ca = Files.writeString(directory.resolve("ca.pem"), "certificates");

        WorkerConfig config = load(onS3("""
                s3:
                  endpoint: https://store.example:9000
                  region: eu-central-1
                  path-style: true
                  ca: ./ca.pem
                  connect-timeout: 2s
                  request-timeout: 1m
                  attempts: 7
                  parallel-requests: 3
                """));

        assertThat(config.graph()).isEqualTo(new S3Prefix("bucket", "team/social"));
        assertThat(config.s3())
                .isEqualTo(new S3Settings(
                        Optional.of(URI.create("https://store.example:9000")),
                        Optional.of("eu-central-1"),
                        true,
                        Optional.of(ca),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        7,
                        3));
    }

    @Test
    void graphOnS3NeedsNoSettings() {
        assertThat(load(onS3("")).s3()).isEqualTo(S3Settings.DEFAULT);
    }

    @Test
    void settingsForS3AreTakenFromTheEnvironment() {
        WorkerConfig config = load(
                "graph: s3://${BUCKET}/g\n" + KAFKA + SOURCES
                        + "s3: { endpoint: '${S3:-http://localhost:9000}', region: '${REGION}', path-style: '${PATHS}' }",
                Map.of("BUCKET", "b-1", "REGION", "eu", "PATHS", "true"));

        assertThat(config.graph()).isEqualTo(new S3Prefix("b-1", "g"));
        assertThat(config.s3().endpoint()).contains(URI.create("http://localhost:9000"));
        assertThat(config.s3().region()).contains("eu");
        assertThat(config.s3().pathStyle()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3: {endpoint: 'localhost:9000'}      | s3.endpoint          | http:// or https:// with a host",
                "s3: {endpoint: 'https://h/path'}      | s3.endpoint          | no path",
                "s3: {region: 'eu central'}            | s3.region            | such as eu-central-1",
                "s3: {path-style: yes}                 | s3.path-style        | is 'yes', but has to be true or false",
                "s3: {ca: no.pem}                      | s3.ca                | no.pem is not a file that can be read",
                "s3: {connect-timeout: 1ms}            | s3.connect-timeout   | from 100ms to 5m",
                "s3: {attempts: 0}                     | s3.attempts          | from 1 to 100",
                "s3: {parallel-requests: 1001}         | s3.parallel-requests | from 1 to 1000",
                "s3: {endpont: 'http://h'}             | s3.endpont           | Did you mean 'endpoint'?",
                "durability: process-crash             | durability           | the graph is on S3",
            })
    void wrongSettingForS3IsRefusedWithWhatIsAllowed(String line, String key, String allowed) {
        BadConfiguration error = refused(onS3(line));

        assertThat(error.key()).isEqualTo(key);
        assertThat(error).hasMessageContaining(allowed).hasMessageContaining("worker.yaml, line ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access-key",
                "access-key-id",
                "secret",
                "secret-access-key",
                "aws_secret_access_key",
                "session-token",
                "password",
                "Credentials",
                "user"
            })
    void credentialInTheFileIsRefusedWithWhereItBelongs(String name) {
        BadConfiguration error = refused(onS3("s3: { " + name + ": hunter2 }"));

        assertThat(error.key()).isEqualTo("s3." + name);
        assertThat(error)
                .hasMessageContaining("AWS_ACCESS_KEY_ID")
                .hasMessageContaining("docs/s3.md")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph: s3://me:hunter2@bucket/x", "graph: https://me:hun/ter2@host/x"})
    void credentialInTheGraphsUrlIsRefusedAndNotRepeated(String line) {
        assertThat(refused(line + "\n" + KAFKA + SOURCES))
                .hasMessageContaining("graph has an '@' in it")
                .hasMessageNotContaining("ter2");
    }

    @Test
    void credentialInTheEndpointIsRefusedAndNotRepeated() {
        BadConfiguration error = refused(onS3("s3: { endpoint: 'http://me:hunter2@host' }"));

        assertThat(error.key()).isEqualTo("s3.endpoint");
        assertThat(error).hasMessageContaining("has an '@'").hasMessageNotContaining("hunter2");
    }

    @Test
    void settingsForS3AreRefusedForALocalGraph() {
        BadConfiguration error = refused(MINIMAL + "s3: { region: eu }");

        assertThat(error.key()).isEqualTo("s3");
        assertThat(error).hasMessageContaining("line 8").hasMessageContaining("local directory");
    }

    @Test
    void graphOnS3MayBeSaidToBeAsDurableAsItIs() {
        assertThat(load(onS3("durability: power-loss")).durability()).isEqualTo(Durability.POWER_LOSS);
    }

    @Test
    void graphThatIsNoLocationIsRefusedWithWhatIsAllowed() {
        BadConfiguration error = refused("graph: gs://bucket/x\n" + KAFKA + SOURCES);

        assertThat(error.key()).isEqualTo("graph");
        assertThat(error)
                .hasMessageContaining("line 1: graph is 'gs://bucket/x'")
                .hasMessageContaining("s3://bucket/prefix");
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

    private static String onS3(String more) {
        return "graph: s3://bucket/team/social\n" + KAFKA + SOURCES + more;
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
