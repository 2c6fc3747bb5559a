package io.headgate.ingest.config;

import io.headgate.engine.cleanup.Retention;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.Pace;
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

    static final ConfigKey<String> MAINTENANCE_PREFIX = ConfigKey.optional(
                    "maintenance.prefix",
                    ValueTypes.TOPIC_PREFIX,
                    "The two topics of maintenance are named by it: `<prefix>.commits` and `<prefix>.maintenance`. Without it:"
                            + " `group.id`.")
            .expandingEnvironment();

    static final ConfigKey<String> MAINTENANCE_GROUP = ConfigKey.optional(
                    "maintenance.group",
                    ValueTypes.NAME,
                    "Consumer group of the processes that maintain. Without it: `<group.id>-maintenance`.")
            .expandingEnvironment();

    static final ConfigKey<Boolean> MAINTENANCE_EVENTS = ConfigKey.optional(
            "maintenance.events",
            ValueTypes.TRUTH,
            "Whether a worker tells the planner of each graph version that it publishes. Without it: `true` when the section"
                    + " `maintenance` is there, else `false`. It never holds a worker up or makes one fail.");

    static final ConfigKey<Long> MAINTENANCE_PARTITIONS = ConfigKey.ranged(
            "maintenance.partitions",
            ValueTypes.COUNT,
            (long) MaintenanceConfig.DEFAULT.partitions(),
            1L,
            1_000L,
            "Partitions of `<prefix>.maintenance` when it does not exist and is created: at most so many processes maintain"
                    + " at the same time. `<prefix>.commits` is created with one.");

    static final ConfigKey<Long> MAINTENANCE_REPLICATION = ConfigKey.optionalRanged(
            "maintenance.replication",
            ValueTypes.COUNT,
            1L,
            32_767L,
            "Replication factor of topics that are created. Without it: what the brokers have as their default.");

    static final ConfigKey<Duration> MAINTENANCE_EVERY = ConfigKey.ranged(
            "maintenance.every",
            ValueTypes.DURATION_TYPE,
            PlannerConfig.DEFAULT.every(),
            Duration.ofMillis(100),
            Duration.ofHours(24),
            "How often a maintenance process looks at all tables, whatever it was told of them: what events did not say is found"
                    + " that way. It opens each table.");

    static final ConfigKey<Duration> MAINTENANCE_IN_FLIGHT_TIMEOUT = ConfigKey.ranged(
            "maintenance.in-flight-timeout",
            ValueTypes.DURATION_TYPE,
            PlannerConfig.DEFAULT.inFlightTimeout(),
            Duration.ofSeconds(1),
            Duration.ofHours(24),
            "A table is asked for once until the work is reported done, or this time is over: a failed request is repeated"
                    + " then.");

    static final ConfigKey<Long> MAINTENANCE_UNINDEXED_ROWS = ConfigKey.ranged(
            "maintenance.unindexed-rows",
            ValueTypes.COUNT,
            PlannerConfig.DEFAULT.unindexedRows(),
            1L,
            1_000_000_000L,
            "So many rows that a declared index does not know yet are worth a request.");

    static final ConfigKey<Duration> MAINTENANCE_UNINDEXED_AGE = ConfigKey.ranged(
            "maintenance.unindexed-age",
            ValueTypes.DURATION_TYPE,
            PlannerConfig.DEFAULT.unindexedAge(),
            Duration.ofMillis(100),
            Duration.ofHours(24),
            "The same for any number of them, when the first is that old.");

    static final ConfigKey<Long> MAINTENANCE_ROWS_PER_FRAGMENT = ConfigKey.ranged(
            "maintenance.rows-per-fragment",
            ValueTypes.COUNT,
            MaintenanceLimits.DEFAULT.rowsPerFragment(),
            2L,
            1L << 30,
            "What a fragment of a table is to grow to. One with at least half as many rows is left as it is.");

    static final ConfigKey<Long> MAINTENANCE_FAN_IN = ConfigKey.ranged(
            "maintenance.fan-in",
            ValueTypes.COUNT,
            (long) MaintenanceLimits.DEFAULT.fanIn(),
            2L,
            1_000L,
            "So many fragments of about one size are made one, and so many new ones are worth a request.");

    static final ConfigKey<Double> MAINTENANCE_DELETED_SHARE = ConfigKey.withDefault(
            "maintenance.deleted-share",
            ValueTypes.SHARE,
            MaintenanceLimits.DEFAULT.deletedShare(),
            "A fragment of whose rows a greater share is deleted or replaced is written anew.");

    static final ConfigKey<Long> MAINTENANCE_SEGMENTS = ConfigKey.ranged(
            "maintenance.segments",
            ValueTypes.COUNT,
            (long) MaintenanceLimits.DEFAULT.mostSegments(),
            1L,
            1_000L,
            "So many segments of about one size an index may have before they are made one.");

    static final ConfigKey<Long> MAINTENANCE_VECTOR_ROWS = ConfigKey.ranged(
            "maintenance.vector-rows",
            ValueTypes.COUNT,
            MaintenanceLimits.DEFAULT.vectorRows(),
            1L,
            1L << 40,
            "A vector index is built over at least so many rows.");

    static final ConfigKey<Long> MAINTENANCE_ROWS_PER_COMMIT = ConfigKey.ranged(
            "maintenance.rows-per-commit",
            ValueTypes.COUNT,
            MaintenanceLimits.DEFAULT.rowsPerCommit(),
            1L,
            1L << 40,
            "The most rows that are written anew before they are committed, unless one fragment has more.");

    static final ConfigKey<Double> MAINTENANCE_BUSY_SHARE = ConfigKey.withDefault(
            "maintenance.busy-share",
            ValueTypes.SHARE,
            Pace.DEFAULT.busyShare(),
            "The most of its time that a process maintains while others write; it rests after each commit. `1` for never resting.");

    static final ConfigKey<Duration> CLEANUP_EVERY = ConfigKey.optionalRanged(
            "maintenance.cleanup.every",
            ValueTypes.DURATION_TYPE,
            Duration.ofMillis(100),
            Duration.ofHours(24 * 365),
            "How often a maintenance process removes old versions. Without it: never.");

    static final ConfigKey<Long> CLEANUP_KEEP_VERSIONS = ConfigKey.optionalRanged(
            "maintenance.cleanup.keep-versions",
            ValueTypes.COUNT,
            1L,
            1_000_000_000L,
            "The newest so many graph versions are kept. Without it: " + Retention.DEFAULT.versions() + ".");

    static final ConfigKey<Duration> CLEANUP_OLDER_THAN = ConfigKey.optionalRanged(
            "maintenance.cleanup.older-than",
            ValueTypes.DURATION_TYPE,
            Duration.ZERO,
            Duration.ofHours(24 * 3650),
            "Only what is older is removed. Without it: "
                    + Retention.DEFAULT.age().toHours() + "h.");

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
            PROGRESS_WITHIN,
            MAINTENANCE_PREFIX,
            MAINTENANCE_GROUP,
            MAINTENANCE_EVENTS,
            MAINTENANCE_PARTITIONS,
            MAINTENANCE_REPLICATION,
            MAINTENANCE_EVERY,
            MAINTENANCE_IN_FLIGHT_TIMEOUT,
            MAINTENANCE_UNINDEXED_ROWS,
            MAINTENANCE_UNINDEXED_AGE,
            MAINTENANCE_ROWS_PER_FRAGMENT,
            MAINTENANCE_FAN_IN,
            MAINTENANCE_DELETED_SHARE,
            MAINTENANCE_SEGMENTS,
            MAINTENANCE_VECTOR_ROWS,
            MAINTENANCE_ROWS_PER_COMMIT,
            MAINTENANCE_BUSY_SHARE,
            CLEANUP_EVERY,
            CLEANUP_KEEP_VERSIONS,
            CLEANUP_OLDER_THAN);

    private ConfigKeys() {}

    /** Names of keys and sections that may stand in a section, as {@link ConfigKey#section} names it; the top of the file is empty text. */
    static List<String> namesIn(String section) {
        List<String> names = new ArrayList<>(section.isEmpty() ? List.of(KAFKA_SECTION) : List.of());
        String within = section.isEmpty() ? "" : section + ".";
        ALL.stream()
                .filter(key -> key.path().startsWith(within))
                .map(key -> key.path().substring(within.length()).replaceFirst("(\\[])?\\..*", ""))
                .distinct()
                .forEach(names::add);
        return names;
    }

    /** The key with that path. */
    static Optional<ConfigKey<?>> byPath(String path) {
        return ALL.stream().filter(key -> key.path().equals(path)).findFirst();
    }
}
