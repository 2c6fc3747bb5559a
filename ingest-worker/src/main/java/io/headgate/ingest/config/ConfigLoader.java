package io.headgate.ingest.config;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.object.Durability;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the worker's YAML file and checks all of it: what comes out can be relied upon. Paths in it are relative to the
 * directory of the file. Values below {@code kafka} may be secrets and appear in no message.
 */
public final class ConfigLoader {

    /** One batch is filled while another is written, and growing a vector holds its old and its new buffer at once. */
    private static final int BATCHES_IN_MEMORY = 3;

    private final EnvironmentReferences environment;
    private final Path directory;

    private ConfigLoader(EnvironmentReferences environment, Path directory) {
        this.environment = environment;
        this.directory = directory;
    }

    /**
     * Loads a file.
     *
     * @param environment the variables that <code>${NAME}</code> may refer to
     * @throws BadConfiguration naming file, line, key, value and what is allowed
     */
    public static WorkerConfig load(Path yaml, Map<String, String> environment) {
        Path file = yaml.toAbsolutePath().normalize();
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BadConfiguration("config", "There is no configuration file " + file, e);
        } catch (MalformedInputException e) {
            throw new BadConfiguration("config", "The configuration file " + file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new BadConfiguration("config", "The configuration file " + file + " cannot be read: " + e, e);
        }
        Path directory = file.getParent() == null ? file : file.getParent();
        return new ConfigLoader(new EnvironmentReferences(environment), directory)
                .read(YamlSource.parse(String.valueOf(file.getFileName()), text));
    }

    private WorkerConfig read(Section top) {
        top.allowing(ConfigKeys.namesIn(""));
        Section commit = top.section("commit").allowing(ConfigKeys.namesIn("commit"));
        Section memory = top.section("memory").allowing(ConfigKeys.namesIn("memory"));
        GraphLocation graph = graph(top);
        Section turn = top.section("turn").allowing(ConfigKeys.namesIn("turn"));
        Section startup = top.section("startup").allowing(ConfigKeys.namesIn("startup"));
        Section shutdown = top.section("shutdown").allowing(ConfigKeys.namesIn("shutdown"));
        Section http = top.section("http").allowing(ConfigKeys.namesIn("http"));
        Section metrics = top.section("metrics").allowing(ConfigKeys.namesIn("metrics"));
        Section health = top.section("health").allowing(ConfigKeys.namesIn("health"));
        WorkerConfig config = new WorkerConfig(
                graph,
                S3Section.read(top, graph, environment, directory),
                top.read(ConfigKeys.SCHEMA, environment).map(path -> resolve(top, ConfigKeys.SCHEMA, path)),
                durability(top, graph),
                KafkaSettings.read(top.section(ConfigKeys.KAFKA_SECTION), environment),
                sources(top),
                new CommitConfig(
                        value(commit, ConfigKeys.COMMIT_EVERY),
                        value(commit, ConfigKeys.COMMIT_MAX_ROWS),
                        value(commit, ConfigKeys.COMMIT_MAX_BYTES)),
                new MemoryConfig(
                        value(memory, ConfigKeys.MEMORY_OFF_HEAP), value(memory, ConfigKeys.MEMORY_MAX_RECORD)),
                turn(turn),
                value(startup, ConfigKeys.STARTUP_TIMEOUT),
                value(shutdown, ConfigKeys.SHUTDOWN_TIMEOUT),
                new MonitoringConfig(
                        new HttpConfig(value(http, ConfigKeys.HTTP_BIND), http.read(ConfigKeys.HTTP_PORT, environment)),
                        new HealthConfig(
                                value(health, ConfigKeys.POLL_WITHIN), value(health, ConfigKeys.PROGRESS_WITHIN)),
                        value(metrics, ConfigKeys.LAG_EVERY)),
                MaintenanceSection.read(top, environment));
        checkMemory(memory, config);
        return config;
    }

    private GraphLocation graph(Section top) {
        try {
            return GraphLocationText.parse(value(top, ConfigKeys.GRAPH), directory);
        } catch (RefusedText e) {
            throw top.problem(ConfigKeys.GRAPH.name(), e.rest());
        }
    }

    private Durability durability(Section top, GraphLocation graph) {
        Durability durability = value(top, ConfigKeys.DURABILITY);
        if (graph instanceof GraphLocation.S3Prefix && durability != Durability.POWER_LOSS) {
            throw top.problem(
                    ConfigKeys.DURABILITY.name(),
                    "is '" + durability.keyword()
                            + "', but the graph is on S3, where that makes nothing faster: what S3 has"
                            + " acknowledged stays. Remove the line");
        }
        return durability;
    }

    private Path resolve(Section section, ConfigKey<?> key, String path) {
        try {
            return directory.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw section.problem(key.name(), "is '" + path + "', which is not a path: " + e.getReason());
        }
    }

    private List<SourceConfig> sources(Section top) {
        List<Section> sections = top.list(ConfigKeys.SOURCES_SECTION);
        if (sections.isEmpty()) {
            throw top.problem(
                    ConfigKeys.SOURCES_SECTION, "is missing. Name at least one topic, with the type it feeds");
        }
        Map<String, SourceConfig> byTopic = new HashMap<>();
        Map<TargetType, WriteMode> modes = new HashMap<>();
        List<SourceConfig> sources = new ArrayList<>();
        for (Section section : sections) {
            SourceConfig source = source(section.allowing(ConfigKeys.namesIn(ConfigKeys.EACH_SOURCE)));
            SourceConfig other = byTopic.put(source.topic(), source);
            if (other != null) {
                throw section.problem(
                        "topic",
                        "is '" + source.topic() + "', which is already a source, of " + other.into()
                                + ". A topic can feed one type only");
            }
            checkSelection(section, source, sources);
            WriteMode mode = modes.putIfAbsent(source.into(), source.mode());
            if (mode != null && mode != source.mode()) {
                throw section.problem(
                        "mode",
                        "is '" + ConfigKeys.MODE.type().render(source.mode()) + "', but another source of "
                                + source.into() + " has '"
                                + ConfigKeys.MODE.type().render(mode)
                                + "'. All sources of a type have the same mode");
            }
            sources.add(source);
        }
        return sources;
    }

    /** What can be said before it is known which topics there are. */
    private static void checkSelection(Section section, SourceConfig source, List<SourceConfig> before) {
        int groups =
                source.isPattern() ? Pattern.compile(source.topic()).matcher("").groupCount() : -1;
        if (source.into().group().orElse(-1) > groups) {
            throw section.problem(
                    ConfigKeys.INTO.name(),
                    "is '" + source.into() + "', but "
                            + (source.isPattern()
                                    ? "the pattern has only " + groups + " groups"
                                    : "topic '" + source.topic() + "' is a name and not a pattern"));
        }
        for (SourceConfig other : before) {
            SourceConfig name = source.isPattern() ? other : source;
            SourceConfig pattern = source.isPattern() ? source : other;
            if (!name.isPattern() && pattern.isPattern() && pattern.reads(name.topic())) {
                throw section.problem(
                        ConfigKeys.TOPIC.name(),
                        "is '" + source.topic() + "', and another source is '" + other.topic() + "': the pattern '"
                                + pattern.topic() + "' matches topic '" + name.topic()
                                + "'. A topic can feed one type only; make the pattern exclude it, as in '(?!"
                                + name.topic() + "$)" + pattern.topic() + "'");
            }
        }
    }

    private SourceConfig source(Section section) {
        return new SourceConfig(
                value(section, ConfigKeys.TOPIC),
                value(section, ConfigKeys.INTO),
                value(section, ConfigKeys.FORMAT),
                value(section, ConfigKeys.MODE),
                value(section, ConfigKeys.START));
    }

    private TurnLimits turn(Section turn) {
        TurnLimits limits = new TurnLimits(
                value(turn, ConfigKeys.TURN_PAUSE),
                Math.toIntExact(value(turn, ConfigKeys.TURN_PATIENCE)),
                Math.toIntExact(value(turn, ConfigKeys.TURN_MAX_LOOKS)),
                Math.toIntExact(value(turn, ConfigKeys.TURN_MAX_INTENTS)),
                Math.toIntExact(value(turn, ConfigKeys.TURN_MAX_KEYS)));
        if (limits.looks() < limits.patience()) {
            throw turn.problem(
                    ConfigKeys.TURN_MAX_LOOKS.name(),
                    "is " + limits.looks() + ", which is less than turn.patience (" + limits.patience()
                            + "): a write would give up before it passes over a dead writer");
        }
        return limits;
    }

    private static void checkMemory(Section memory, WorkerConfig config) {
        DataSize offHeap = config.memory().offHeap();
        DataSize batch = config.commit().maxBytes();
        DataSize batches = new DataSize(BATCHES_IN_MEMORY * batch.bytes());
        if (batches.compareTo(offHeap) > 0) {
            throw memory.problem(
                    ConfigKeys.MEMORY_OFF_HEAP.name(),
                    "is " + offHeap + ", which is less than " + BATCHES_IN_MEMORY + " × commit.max-bytes (" + batch
                            + ") = "
                            + batches
                            + ": one batch is filled while another is written, and growing one needs room. Raise"
                            + " memory.off-heap to " + batches + " or lower commit.max-bytes to "
                            + new DataSize(offHeap.bytes() / BATCHES_IN_MEMORY));
        }
        DataSize record = config.memory().maxRecord();
        if (record.compareTo(batch) > 0) {
            throw memory.problem(
                    ConfigKeys.MEMORY_MAX_RECORD.name(),
                    "is " + record + ", which is more than commit.max-bytes (" + batch
                            + "): a record has to fit into a batch");
        }
    }

    private <T> T value(Section section, ConfigKey<T> key) {
        Optional<T> value = section.read(key, environment);
        return value.orElseThrow(
                () -> new IllegalStateException(key.path() + " is neither required nor has it a default"));
    }
}
