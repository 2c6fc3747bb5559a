package io.headgate.ingest.config;

import io.headgate.engine.object.Durability;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteMode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every key of the worker's file, in the order of the reference page. Reading, checking, writing and the page are all made
 * from this list. Below {@code kafka} any key is possible; {@link KafkaSettings} has what is known about those.
 */
final class ConfigKeys {

    static final String KAFKA_SECTION = "kafka";
    static final String SOURCES_SECTION = "sources";
    static final String EACH_SOURCE = "sources[]";

    static final ConfigKey<String> GRAPH = ConfigKey.required(
                    "graph",
                    ValueTypes.LOCATION,
                    "Where the graph is: a directory, or a prefix of a bucket. It is created from `schema` when it does"
                            + " not exist yet.")
            .expandingEnvironment();

    static final ConfigKey<String> SCHEMA = ConfigKey.optional(
                    "schema",
                    ValueTypes.PATH,
                    "Schema file (`.pg`). Used only when the graph does not exist yet; without it such a graph is an error.")
            .expandingEnvironment();

    static final ConfigKey<Durability> DURABILITY = ConfigKey.withDefault(
            "durability",
            ValueTypes.choice(Durability.class, Durability::keyword),
            Durability.POWER_LOSS,
            "What a published version on local disk survives: a power cut, or only the death of the process (faster). For a"
                    + " graph on S3 the only value is `power-loss`: what S3 has acknowledged stays.");

    static final ConfigKey<URI> S3_ENDPOINT = ConfigKey.optional(
                    "s3.endpoint", ValueTypes.S3_ENDPOINT, "A server that speaks S3. Without it: AWS.")
            .expandingEnvironment();

    static final ConfigKey<String> S3_REGION = ConfigKey.optional(
                    "s3.region",
                    ValueTypes.S3_REGION,
                    "Region of the bucket. Without it: the one that the AWS SDK finds (`AWS_REGION`, profile, machine).")
            .expandingEnvironment();

    static final ConfigKey<Boolean> S3_PATH_STYLE = ConfigKey.withDefault(
                    "s3.path-style",
                    ValueTypes.TRUTH,
                    S3Settings.DEFAULT.pathStyle(),
                    "Whether the bucket is in the path of a URL instead of the name of the host. Most servers other than AWS"
                            + " need `true`.")
            .expandingEnvironment();

    static final ConfigKey<String> S3_CA = ConfigKey.optional(
                    "s3.ca",
                    ValueTypes.PATH,
                    "PEM file with the certificates to trust, for an `https` endpoint, instead of those that Java trusts.")
            .expandingEnvironment();

    static final ConfigKey<Duration> S3_CONNECT_TIMEOUT = ConfigKey.ranged(
            "s3.connect-timeout",
            ValueTypes.DURATION_TYPE,
            S3Settings.DEFAULT.connectTimeout(),
            Duration.ofMillis(100),
            Duration.ofMinutes(5),
            "How long a connection may take to be made.");

    static final ConfigKey<Duration> S3_REQUEST_TIMEOUT = ConfigKey.ranged(
            "s3.request-timeout",
            ValueTypes.DURATION_TYPE,
            S3Settings.DEFAULT.requestTimeout(),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How long one attempt at one request may take.");

    static final ConfigKey<Long> S3_ATTEMPTS = ConfigKey.ranged(
            "s3.attempts",
            ValueTypes.COUNT,
            (long) S3Settings.DEFAULT.attempts(),
            1L,
            100L,
            "How often a request is tried before the storage counts as unavailable. Between attempts the worker waits, longer"
                    + " each time.");

    static final ConfigKey<Long> S3_PARALLEL_REQUESTS = ConfigKey.ranged(
            "s3.parallel-requests",
            ValueTypes.COUNT,
            (long) S3Settings.DEFAULT.parallelRequests(),
            1L,
            1_000L,
            "The most requests that are under way at the same time.");

    static final ConfigKey<String> TOPIC = ConfigKey.required(
            "sources[].topic",
            ValueTypes.TOPIC_NAME,
            "Topic to read; or a pattern for the whole names of topics, also of those that are created later:"
                    + " `events\\..*`. A text that can be a name is one. A topic may be the source of one type only.");

    static final ConfigKey<TargetType> INTO = ConfigKey.required(
            "sources[].into",
            ValueTypes.TARGET_TYPE,
            "Type that the records become. Several topics may feed one type, in the same mode. After a pattern, `node:$1` takes"
                    + " what its first group matches as the type's name (case, `.`, `-` and `_` do not matter), `node:$0` the"
                    + " whole topic name.");

    static final ConfigKey<RecordFormat> FORMAT = ConfigKey.withDefault(
            "sources[].format",
            ValueTypes.choice(RecordFormat.class, format -> format.name().toLowerCase(Locale.ROOT)),
            RecordFormat.JSON,
            "How records are encoded.");

    static final ConfigKey<WriteMode> MODE = ConfigKey.withDefault(
            "sources[].mode",
            ValueTypes.choice(WriteMode.class, mode -> mode.name().toLowerCase(Locale.ROOT)),
            WriteMode.UPSERT,
            "`upsert`: a record replaces the row with its key, and one without value deletes it. `append`: every record"
                    + " is a new row.");

    static final ConfigKey<StartPosition> START = ConfigKey.withDefault(
            "sources[].start",
            ValueTypes.START,
            new StartPosition.Earliest(),
            "Where to begin in a partition that the graph does not know yet; for all others the graph knows the offset."
                    + " `latest` is the end when the worker starts: what is created while it runs is read from its beginning.");

    static final ConfigKey<Duration> COMMIT_EVERY = ConfigKey.ranged(
            "commit.every",
            ValueTypes.DURATION_TYPE,
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofHours(1),
            "A batch is committed at the latest when its first record is this old.");

    static final ConfigKey<Long> COMMIT_MAX_ROWS = ConfigKey.ranged(
            "commit.max-rows",
            ValueTypes.COUNT,
            500_000L,
            1L,
            100_000_000L,
            "A batch is committed at the latest when it has this many records.");

    static final ConfigKey<DataSize> COMMIT_MAX_BYTES = ConfigKey.ranged(
            "commit.max-bytes",
            ValueTypes.SIZE,
            DataSize.ofMebibytes(256),
            DataSize.ofMebibytes(1),
            DataSize.ofMebibytes(64 * 1024),
            "A batch is committed at the latest when its decoded rows take this much memory. Three times this must fit"
                    + " into `memory.off-heap`.");

    static final ConfigKey<DataSize> MEMORY_OFF_HEAP = ConfigKey.ranged(
                    "memory.off-heap",
                    ValueTypes.SIZE,
                    DataSize.ofMebibytes(1024),
                    DataSize.ofMebibytes(3),
                    DataSize.ofMebibytes(1024 * 1024),
                    "Limit for decoded rows: the batch being filled and the one being written. Partitions are paused at the limit.")
            .expandingEnvironment();

    static final ConfigKey<DataSize> MEMORY_MAX_RECORD = ConfigKey.ranged(
            "memory.max-record",
            ValueTypes.SIZE,
            DataSize.ofMebibytes(1),
            new DataSize(1024),
            DataSize.ofMebibytes(1024),
            "A larger record becomes a dead letter instead of being decoded. At most `commit.max-bytes`.");

    static final ConfigKey<Duration> TURN_PAUSE = ConfigKey.ranged(
            "turn.pause",
            ValueTypes.DURATION_TYPE,
            TurnLimits.DEFAULT.pause(),
            Duration.ofMillis(1),
            Duration.ofSeconds(10),
            "Pause between two looks at the graph of a writer that waits for another one to commit. Shorter commits sooner,"
                    + " longer asks less of the storage.");

    static final ConfigKey<Long> TURN_PATIENCE = ConfigKey.ranged(
            "turn.patience",
            ValueTypes.COUNT,
            (long) TurnLimits.DEFAULT.patience(),
            1L,
            1_000_000L,
            "After this many looks without any change the writer that has the turn is taken for dead and passed over. If it is"
                    + " not, work is done twice and nothing else happens.");

    static final ConfigKey<Long> TURN_MAX_LOOKS = ConfigKey.ranged(
            "turn.max-looks",
            ValueTypes.COUNT,
            (long) TurnLimits.DEFAULT.looks(),
            1L,
            10_000_000L,
            "After this many looks a write gives up with a conflict, and its records are read again. At least"
                    + " `turn.patience`.");

    static final ConfigKey<Long> TURN_MAX_INTENTS = ConfigKey.ranged(
            "turn.max-intents",
            ValueTypes.COUNT,
            (long) TurnLimits.DEFAULT.intents(),
            1L,
            10_000L,
            "The most writes, of all workers, that are committed in one graph version; the rest waits for the next. `1` leaves"
                    + " the writes of others alone.");

    static final ConfigKey<Long> TURN_MAX_KEYS = ConfigKey.ranged(
            "turn.max-keys",
            ValueTypes.COUNT,
            (long) TurnLimits.DEFAULT.keys(),
            1_000L,
            1_000_000_000L,
            "The most keys that the writes of one graph version replace or delete together, unless one write has more: it"
                    + " bounds memory and time of a turn.");

    static final ConfigKey<Duration> STARTUP_TIMEOUT = ConfigKey.ranged(
            "startup.timeout",
            ValueTypes.DURATION_TYPE,
            Duration.ofMinutes(2),
            Duration.ofMillis(100),
            Duration.ofHours(24),
            "How long a worker that starts while Kafka is away tries to reach it. Then it fails, for whoever runs it to start it"
                    + " again. One that Kafka does not let in, because of credentials or certificates, fails at once (exit code 2)."
                    + " A worker that runs waits for Kafka without a limit.");

    static final ConfigKey<Duration> SHUTDOWN_TIMEOUT = ConfigKey.ranged(
            "shutdown.timeout",
            ValueTypes.DURATION_TYPE,
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How long a worker that is told to stop may take to finish the batch in flight. What is not finished is read"
                    + " again from Kafka next time.");

    static final ConfigKey<String> HTTP_BIND = ConfigKey.withDefault(
            "http.bind",
            ValueTypes.HOST,
            HttpConfig.OFF.bind(),
            "Address to listen on. The default is for this machine alone; `0.0.0.0` is for everybody who reaches it, and nobody has to"
                    + " log in.");

    static final ConfigKey<Integer> HTTP_PORT = ConfigKey.optional(
                    "http.port",
                    ValueTypes.PORT,
                    "Port of `/metrics`, `/health/live` and `/health/ready` ([monitoring](monitoring.md)). Without it nothing is served.")
            .expandingEnvironment();

    static final ConfigKey<Duration> LAG_EVERY = ConfigKey.ranged(
            "metrics.lag-every",
            ValueTypes.DURATION_TYPE,
            MonitoringConfig.OFF.lagEvery(),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "How often Kafka is asked where the partitions end that are read, to know the lag. Only with `http.port`.");

    static final ConfigKey<Duration> POLL_WITHIN = ConfigKey.ranged(
            "health.poll-within",
            ValueTypes.DURATION_TYPE,
            HealthConfig.DEFAULT.pollWithin(),
            Duration.ofSeconds(30),
            Duration.ofHours(24),
            "A worker is not live when the loop that polls Kafka takes longer than this for one round. A rebalance may rightly take 20 s.");

    static final ConfigKey<Duration> PROGRESS_WITHIN = ConfigKey.ranged(
            "health.progress-within",
            ValueTypes.DURATION_TYPE,
            HealthConfig.DEFAULT.progressWithin(),
            Duration.ofMinutes(1),
            Duration.ofHours(24),
            "A worker is not live when its work on the graph shows no sign of life for this long: no storage operation begun, ended or"
                    + " tried again. It must be more than the longest single operation, such as writing one batch to slow storage.");

    static final List<ConfigKey<?>> ALL = List.of(
            GRAPH,
            SCHEMA,
            DURABILITY,
            S3_ENDPOINT,
            S3_REGION,
            S3_PATH_STYLE,
            S3_CA,
            S3_CONNECT_TIMEOUT,
            S3_REQUEST_TIMEOUT,
            S3_ATTEMPTS,
            S3_PARALLEL_REQUESTS,
            TOPIC,
            INTO,
            FORMAT,
            MODE,
            START,
            COMMIT_EVERY,
            COMMIT_MAX_ROWS,
            COMMIT_MAX_BYTES,
            MEMORY_OFF_HEAP,
            MEMORY_MAX_RECORD,
            TURN_PAUSE,
            TURN_PATIENCE,
            TURN_MAX_LOOKS,
            TURN_MAX_INTENTS,
            TURN_MAX_KEYS,
            STARTUP_TIMEOUT,
            SHUTDOWN_TIMEOUT,
            HTTP_BIND,
            HTTP_PORT,
            LAG_EVERY,
            POLL_WITHIN,
            PROGRESS_WITHIN);

    private ConfigKeys() {}

    /** Names that may stand in a section, as {@link ConfigKey#section} names it; the top of the file is empty text. */
    static List<String> namesIn(String section) {
        if (!section.isEmpty()) {
            return ALL.stream()
                    .filter(key -> key.section().equals(section))
                    .map(ConfigKey::name)
                    .toList();
        }
        List<String> names = new ArrayList<>(List.of(KAFKA_SECTION));
        ALL.stream()
                .map(key -> key.section().isEmpty() ? key.name() : key.section().replace("[]", ""))
                .distinct()
                .forEach(names::add);
        return names;
    }

    /** The key with that path. */
    static Optional<ConfigKey<?>> byPath(String path) {
        return ALL.stream().filter(key -> key.path().equals(path)).findFirst();
    }
}
