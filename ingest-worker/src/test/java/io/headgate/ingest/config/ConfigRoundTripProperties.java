package io.headgate.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteMode;
import java.io.IOException;
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
        return Combinators.combine(
                        paths.map(Path::toString),
                        paths.optional(),
                        Arbitraries.of(Durability.class),
                        kafka,
                        sources(),
                        commits,
                        memories,
                        waits())
                .as((graph, schema, durability, settings, sources, commit, memory, waits) -> new WorkerConfig(
                        graph,
                        schema,
                        durability,
                        settings,
                        sources,
                        commit,
                        memory,
                        waits.turn(),
                        waits.startup(),
                        waits.shutdown()));
    }

    private record Waits(TurnLimits turn, Duration startup, Duration shutdown) {}

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
        return Combinators.combine(turns, timeouts, timeouts).as(Waits::new);
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
