package io.headgate.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.Pace;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteMode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class ConfigRoundTripProperties {

    private Path file = Path.of("");

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("worker", ".yaml");
    }

    @AfterProperty
    void removeFile() throws IOException {
        Files.delete(file);
    }

    @Property
    void durationReadsAsWritten(@ForAll @LongRange(min = 0, max = 1L << 50) long millis) {
        Duration duration = Duration.ofMillis(millis);

        String text = ValueTypes.DURATION_TYPE.render(duration);

        assertThat(ValueTypes.DURATION_TYPE.parse(text)).isEqualTo(duration);
    }

    @Property
    void durationOfWholeUnitsIsWrittenInThem(@ForAll @LongRange(min = 1, max = 59) long count) {
        assertThat(ValueTypes.DURATION_TYPE.render(Duration.ofSeconds(count))).isEqualTo(count + "s");
        assertThat(ValueTypes.DURATION_TYPE.render(Duration.ofMinutes(count))).isEqualTo(count + "m");
        assertThat(ValueTypes.DURATION_TYPE.render(Duration.ofHours(count))).isEqualTo(count + "h");
    }

    @Property
    void sizeReadsAsWritten(@ForAll @LongRange(min = 0) long bytes) {
        DataSize size = new DataSize(bytes);

        assertThat(DataSize.parse(size.toString())).isEqualTo(size);
    }

    @Property
    void anyTextIsASizeOrRefusedAsOne(@ForAll("almostNumbers") String text) {
        for (ValueType<?> type : List.of(ValueTypes.SIZE, ValueTypes.DURATION_TYPE, ValueTypes.COUNT)) {
            try {
                type.parse(text);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }

    @Property
    void escapedTextExpandsToItself(@ForAll("references") String text) {
        assertThat(new EnvironmentReferences(Map.of()).expand(EnvironmentReferences.escape(text)))
                .isEqualTo(text);
    }

    @Property(tries = 300)
    void configurationReadsAsWritten(@ForAll("configurations") WorkerConfig config) throws IOException {
        Files.writeString(file, ConfigWriter.write(config));

        assertThat(ConfigLoader.load(file, Map.of())).isEqualTo(config);
    }

    @Provide
    Arbitrary<String> almostNumbers() {
        return Arbitraries.strings().withChars("0123456789-. msKiBMG").ofMaxLength(25);
    }

    @Provide
    Arbitrary<String> references() {
        return Arbitraries.strings().withChars("${}:-aB").ofMaxLength(12);
    }

    @Provide
    Arbitrary<WorkerConfig> configurations() {
        Arbitrary<Path> paths = Arbitraries.strings()
                .withChars("abc ${}#:'\"!é")
                .ofMinLength(1)
                .ofMaxLength(10)
                .map(name -> Path.of("/graphs", "x" + name))
                .filter(path -> !path.toString().contains("://"));
        Arbitrary<Map<String, String>> kafka = Arbitraries.maps(
                        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1),
                        Arbitraries.strings()
                                .withChars("ab ${}:-#'\"\\\n*&!@%é")
                                .ofMaxLength(20))
                .ofMaxSize(4)
                .map(ConfigRoundTripProperties::withRequired);
        Arbitrary<CommitConfig> commits = Combinators.combine(
                        Arbitraries.longs().between(1, 3_600_000).map(Duration::ofMillis),
                        Arbitraries.longs().between(1, 100_000_000),
                        Arbitraries.longs().between(1 << 20, 1 << 30).map(DataSize::new))
                .as(CommitConfig::new);
        Arbitrary<MemoryConfig> memories = Combinators.combine(
                        Arbitraries.longs().between(3L << 30, 1L << 40).map(DataSize::new),
                        Arbitraries.longs().between(1 << 10, 1 << 20).map(DataSize::new))
                .as(MemoryConfig::new);
        return Combinators.combine(graphs(paths), paths.optional(), kafka, sources(), commits, memories, waits())
                .as((graph, schema, settings, sources, commit, memory, waits) -> new WorkerConfig(
                        graph.location(),
                        graph.s3(),
                        schema,
                        graph.durability(),
                        settings,
                        sources,
                        commit,
                        memory,
                        waits.turn(),
                        waits.startup(),
                        waits.shutdown(),
                        waits.monitoring(),
                        waits.maintenance()));
    }

    /** What depends on where a graph is. */
    private record Place(GraphLocation location, S3Settings s3, Durability durability) {}

    private Arbitrary<Place> graphs(Arbitrary<Path> paths) {
        Arbitrary<Place> onDisk = Combinators.combine(paths, Arbitraries.of(Durability.class))
                .as((path, durability) -> new Place(new LocalDirectory(path), S3Settings.DEFAULT, durability));
        Arbitrary<String> parts = Arbitraries.strings()
                .withChars("aZ9._=-")
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(text -> text + "x");
        Arbitrary<Place> onS3 = Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(3)
                                .ofMaxLength(63),
                        parts.list().ofMaxSize(3).map(names -> String.join("/", names)),
                        settings())
                .as((bucket, prefix, s3) -> new Place(new S3Prefix(bucket, prefix), s3, Durability.POWER_LOSS));
        return Arbitraries.oneOf(onDisk, onS3);
    }

    private Arbitrary<S3Settings> settings() {
        Arbitrary<Duration> times = Arbitraries.longs().between(100, 300_000).map(Duration::ofMillis);
        return Combinators.combine(
                        Arbitraries.of("http://localhost:9000", "https://s3.example", "https://[::1]:1")
                                .map(URI::create)
                                .optional(),
                        Arbitraries.of("eu-central-1", "none").optional(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(file).optional(),
                        times,
                        times,
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(1, 1000))
                .as(S3Settings::new);
    }

    private record Waits(
            TurnLimits turn,
            Duration startup,
            Duration shutdown,
            MonitoringConfig monitoring,
            MaintenanceConfig maintenance) {}

    private static Arbitrary<Waits> waits() {
        Arbitrary<Duration> timeouts =
                Arbitraries.longs().between(100, 3_600_000).map(Duration::ofMillis);
        Arbitrary<TurnLimits> turns = Combinators.combine(
                        Arbitraries.longs().between(1, 10_000).map(Duration::ofMillis),
                        Arbitraries.integers().between(1, 1_000_000),
                        Arbitraries.integers().between(1_000_000, 10_000_000),
                        Arbitraries.integers().between(1, 10_000),
                        Arbitraries.integers().between(1_000, 1_000_000_000))
                .as(TurnLimits::new);
        return Combinators.combine(turns, timeouts, timeouts, monitorings(), maintenances())
                .as(Waits::new);
    }

    private static Arbitrary<MonitoringConfig> monitorings() {
        return Combinators.combine(
                        Arbitraries.of("127.0.0.1", "0.0.0.0", "::1", "fe80::1%eth0", "host-1.example"),
                        Arbitraries.integers().between(1, 65_535).optional(),
                        Arbitraries.longs().between(60_000, 86_400_000).map(Duration::ofMillis),
                        Arbitraries.longs().between(60_000, 86_400_000).map(Duration::ofMillis),
                        Arbitraries.longs().between(100, 3_600_000).map(Duration::ofMillis))
                .as((bind, port, poll, progress, lag) ->
                        new MonitoringConfig(new HttpConfig(bind, port), new HealthConfig(poll, progress), lag));
    }

    private static Arbitrary<MaintenanceConfig> maintenances() {
        Arbitrary<Duration> times =
                Arbitraries.longs().between(1_000, 86_400_000).map(Duration::ofMillis);
        Arbitrary<MaintenanceLimits> limits = Combinators.combine(
                        Arbitraries.longs().between(2, 1L << 30),
                        Arbitraries.integers().between(2, 1_000),
                        Arbitraries.doubles().between(0, false, 1, true),
                        Arbitraries.integers().between(1, 1_000),
                        Arbitraries.longs().between(1, 1L << 40),
                        Arbitraries.longs().between(1, 1L << 40))
                .as((fragment, fanIn, share, segments, vector, commit) -> new MaintenanceLimits(
                        fragment,
                        fanIn,
                        share,
                        segments,
                        vector,
                        commit,
                        MaintenanceLimits.DEFAULT.mostCommits(),
                        MaintenanceLimits.DEFAULT.attempts()));
        Arbitrary<PlannerConfig> planners = Combinators.combine(
                        times, times, Arbitraries.longs().between(1, 1_000_000_000), times)
                .as(PlannerConfig::new);
        Arbitrary<CleanupConfig> cleanups = Combinators.combine(
                        times, Arbitraries.longs().between(1, 1_000_000_000).optional(), times.optional())
                .as(CleanupConfig::new);
        return Combinators.combine(
                        Arbitraries.of("social", "a.b_c-d").optional(),
                        Arbitraries.of("the maintainers", "m ${x}").optional(),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 1_000),
                        Arbitraries.integers().between(1, 32_767).optional(),
                        limits,
                        planners,
                        cleanups.optional())
                .as((prefix, group, events, partitions, replication, kept, planner, cleanup) -> new MaintenanceConfig(
                        prefix, group, events, partitions, replication, kept, Pace.DEFAULT, planner, cleanup))
                .flatMap(config -> Arbitraries.doubles()
                        .between(0, false, 1, true)
                        .map(share -> config.withPace(Pace.DEFAULT.withBusyShare(share))));
    }

    private static Arbitrary<List<SourceConfig>> sources() {
        Arbitrary<StartPosition> starts = Arbitraries.oneOf(
                Arbitraries.just(new StartPosition.Earliest()),
                Arbitraries.just(new StartPosition.Latest()),
                Arbitraries.longs()
                        .between(0, 4_000_000_000_000L)
                        .map(millis -> new StartPosition.At(Instant.ofEpochMilli(millis))));
        Arbitrary<String> names =
                Arbitraries.strings().withChars("abc019._-").ofMinLength(3).ofMaxLength(20);
        Arbitrary<String> topics = Arbitraries.oneOf(names, names.map(name -> "only-" + name + "\\..*"));
        return Combinators.combine(topics, Arbitraries.of(WriteMode.class), starts)
                .as((topic, mode, start) -> new SourceConfig(
                        topic,
                        new TargetType(
                                mode == WriteMode.APPEND ? TableKind.EDGE : TableKind.NODE, "Type_" + topic.length()),
                        RecordFormat.JSON,
                        mode,
                        start))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .uniqueElements(SourceConfig::topic);
    }

    private static Map<String, String> withRequired(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bootstrap.servers", "localhost:9092");
        all.put(
                "group.id",
                Optional.ofNullable(settings.get("a"))
                        .filter(text -> !text.isBlank())
                        .orElse("g"));
        return all;
    }
}
