package io.headgate.ingest.worker;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.write.OffsetChange;
import io.headgate.engine.write.Offsets;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.MaintenanceConfig;
import io.headgate.ingest.config.MemoryConfig;
import io.headgate.ingest.config.RecordFormat;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.StartPosition;
import io.headgate.ingest.config.TargetType;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics {@code people} and {@code follows} with names of their own, a graph that they feed, and ways to look at both. */
final class Scenario {
    static final String SCHEMA = """
            node Person {
              id: String @key
              name: String
              age: I32?
            }
            edge Follows: Person -> Person {
              n: I64
            }
            """;

    private final TestBroker broker;
    private final Path directory;
    private final String suffix;
    final String people;
    final String follows;
    private GraphLocation graph;
    private S3Settings s3 = S3Settings.DEFAULT;
    private CommitConfig commit = new CommitConfig(Duration.ofMillis(50), 500_000, DataSize.ofMebibytes(64));
    private MemoryConfig memory = new MemoryConfig(DataSize.ofMebibytes(256), DataSize.ofMebibytes(1));
    private Map<String, String> moreKafka = Map.of();
    private List<SourceConfig> sources = List.of();
    private StartPosition start = new StartPosition.Earliest();
    private Duration session = Duration.ofSeconds(6);
    private Duration startup = Duration.ofMinutes(1);
    private MaintenanceConfig maintenance = MaintenanceConfig.DEFAULT;

    Scenario(TestBroker broker, Path directory) {
        this.broker = broker;
        this.suffix = broker.mark();
        this.people = "people-" + suffix;
        this.follows = "follows-" + suffix;
        this.directory = directory;
        this.graph = new GraphLocation.LocalDirectory(directory.resolve("graph"));
    }

    Scenario topics(int partitions) {
        broker.createTopic(people, partitions);
        broker.createTopic(follows, partitions);
        return this;
    }

    /** Elsewhere than in a directory. */
    Scenario graph(GraphLocation.S3Prefix location, S3Settings settings) {
        graph = location;
        s3 = settings;
        return this;
    }

    Scenario commit(CommitConfig newCommit) {
        commit = newCommit;
        return this;
    }

    Scenario memory(MemoryConfig newMemory) {
        memory = newMemory;
        return this;
    }

    Scenario kafka(Map<String, String> settings) {
        moreKafka = settings;
        return this;
    }

    /** After how long its group goes on without a member of which nothing is heard; longer where the broker insists on it. */
    Scenario membersMissedAfter(Duration wanted) {
        session = broker.atLeast("group.min.session.timeout.ms", wanted);
        Duration byBroker = broker.atLeast("group.consumer.min.session.timeout.ms", wanted);
        broker.configureGroup(group(), "consumer.session.timeout.ms", Long.toString(byBroker.toMillis()));
        return this;
    }

    Scenario start(StartPosition newStart) {
        start = newStart;
        return this;
    }

    Scenario startup(Duration newTimeout) {
        startup = newTimeout;
        return this;
    }

    Scenario maintenance(MaintenanceConfig newMaintenance) {
        maintenance = newMaintenance;
        return this;
    }

    /** Other sources than its two topics. */
    Scenario sources(SourceConfig... newSources) {
        sources = List.of(newSources);
        return this;
    }

    Path graphDirectory() {
        return directory.resolve("graph");
    }

    WorkerConfig config() {
        return configOf(group());
    }

    /** In a group of another name. */
    WorkerConfig config(String name) {
        return configOf(group() + "-" + name);
    }

    private String group() {
        return "group-" + suffix;
    }

    private WorkerConfig configOf(String group) {
        Path schema = directory.resolve("social.pg");
        try {
            Files.writeString(schema, SCHEMA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> kafka = new HashMap<>(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                group,
                "heartbeat.interval.ms",
                "500",
                "session.timeout.ms",
                Long.toString(session.toMillis()),
                "fetch.max.wait.ms",
                "50"));
        kafka.putAll(moreKafka);
        if (kafka.getOrDefault("group.protocol", "classic").equals("consumer")) {
            // These are the broker's to choose then, and a consumer that is given them refuses to start.
            kafka.keySet().removeAll(Set.of("heartbeat.interval.ms", "session.timeout.ms"));
        }
        return new WorkerConfig(
                        graph,
                        s3,
                        Optional.of(schema),
                        graph instanceof GraphLocation.S3Prefix ? Durability.POWER_LOSS : Durability.PROCESS_CRASH,
                        kafka,
                        sources.isEmpty() ? ownSources() : sources,
                        commit,
                        memory,
                        TurnLimits.DEFAULT,
                        startup,
                        Duration.ofSeconds(20))
                .withMaintenance(maintenance);
    }

    private List<SourceConfig> ownSources() {
        return List.of(
                new SourceConfig(
                        people, new TargetType(TableKind.NODE, "Person"), RecordFormat.JSON, WriteMode.UPSERT, start),
                followsSource());
    }

    SourceConfig followsSource() {
        return new SourceConfig(
                follows, new TargetType(TableKind.EDGE, "Follows"), RecordFormat.JSON, WriteMode.APPEND, start);
    }

    ExitReport runUntilCaughtUp() {
        return WorkerRunner.run(config(), true, Map.of());
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", broker.bootstrapServers());
        // Several requests at once to a partition that is a moment old can leave the producer out of sequence for
        // minutes.
        all.put("max.in.flight.requests.per.connection", "1");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static ProducerRecord<byte[], byte[]> person(String topic, String id, String name) {
        return record(topic, id, "{\"id\":\"" + id + "\",\"name\":\"" + name + "\"}");
    }

    static ProducerRecord<byte[], byte[]> follow(String topic, String src, String dst, long n) {
        return record(topic, src, "{\"src\":\"" + src + "\",\"dst\":\"" + dst + "\",\"n\":" + n + "}");
    }

    static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
        return new ProducerRecord<>(topic, bytes(key), bytes(value));
    }

    static ProducerRecord<byte[], byte[]> tombstone(String topic, String key) {
        return new ProducerRecord<>(topic, bytes(key), null);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Names by id. */
    Map<String, Object> people() {
        Map<String, Object> names = new TreeMap<>();
        for (Map<String, Object> row : rows(TableKind.NODE, "Person")) {
            if (names.put((String) row.get("id"), row.get("name")) != null) {
                throw new AssertionError("two rows with id " + row.get("id"));
            }
        }
        return names;
    }

    /** The numbers of all edges, sorted; an edge that is there twice is twice in the list. */
    List<Long> follows() {
        return rows(TableKind.EDGE, "Follows").stream()
                .map(row -> (Long) row.get("n"))
                .sorted()
                .toList();
    }

    List<Map<String, Object>> deadLetters() {
        return rows(TableKind.SYSTEM, GraphManifest.DEAD_LETTERS);
    }

    GraphManifest manifest() {
        return history(1).get(0);
    }

    List<GraphManifest> history(int limit) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.at(graph, s3, Durability.PROCESS_CRASH, allocator)) {
            return Graph.open(environment).history(limit);
        }
    }

    /** What was done with writes that their writers left behind. */
    List<RecoveryRecord> recoveries() {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment =
                        GraphEnvironment.local(graphDirectory(), Durability.PROCESS_CRASH, allocator)) {
            return Graph.open(environment).recoveries(Integer.MAX_VALUE);
        }
    }

    /** What every table is made of. */
    List<TableStatus> survey(MaintenanceLimits limits) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.at(graph, s3, Durability.PROCESS_CRASH, allocator)) {
            return Graph.open(environment).survey(limits);
        }
    }

    GraphId graphId() {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.at(graph, s3, Durability.PROCESS_CRASH, allocator)) {
            return Graph.open(environment).id();
        }
    }

    GraphManifest version(GraphVersion version) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.at(graph, s3, Durability.PROCESS_CRASH, allocator);
                Snapshot snapshot = Graph.open(environment).snapshot(version)) {
            return snapshot.manifest();
        }
    }

    /** Next offsets by the text of the partition. */
    Map<String, Long> offsets() {
        Map<String, Long> offsets = new TreeMap<>();
        manifest().sources().forEach(source -> offsets.put(source.partition().toString(), source.nextOffset()));
        return offsets;
    }

    List<Map<String, Object>> rows(TableKind kind, String name) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.at(graph, s3, Durability.PROCESS_CRASH, allocator);
                Snapshot snapshot = Graph.open(environment).snapshot();
                ArrowReader reader = snapshot.scan(kind, name, ScanRequest.ALL)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (reader.loadNextBatch()) {
                VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                for (int row = 0; row < batch.getRowCount(); row++) {
                    rows.add(row(batch, row));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operator changes offsets of the graph deliberately. */
    void change(OffsetChange change) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment =
                        GraphEnvironment.local(graphDirectory(), Durability.PROCESS_CRASH, allocator);
                Offsets offsets = Graph.open(environment).offsets("operator")) {
            if (offsets.run(List.of(change), "test").changedIn().isEmpty()) {
                throw new AssertionError("nothing was changed by " + change);
            }
        }
    }

    void deleteRecordsBefore(String topic, int partition, long offset) {
        broker.ask(admin -> admin.deleteRecords(
                        Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get());
    }

    void recreate(String topic, int partitions) {
        broker.ask(admin -> admin.deleteTopics(List.of(topic)).all().get());
        org.awaitility.Awaitility.await().ignoreExceptions().until(() -> {
            broker.createTopic(topic, partitions);
            return true;
        });
    }

    void addPartitions(String topic, int total) {
        broker.ask(admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                .all()
                .get());
    }

    void deleteTopic(String topic) {
        broker.ask(admin -> admin.deleteTopics(List.of(topic)).all().get());
    }

    /** What Kafka was told for lag tools. */
    Map<TopicPartition, OffsetAndMetadata> reported() {
        return broker.ask(admin -> admin.listConsumerGroupOffsets(group())
                .partitionsToOffsetAndMetadata()
                .get());
    }

    /** How many members the worker's group has now. */
    int members() {
        return broker.ask(admin -> admin.describeConsumerGroups(List.of(group()))
                .describedGroups()
                .get(group())
                .get()
                .members()
                .size());
    }

    private static Map<String, Object> row(VectorSchemaRoot batch, int row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldVector vector : batch.getFieldVectors()) {
            Object value = vector.getObject(row);
            values.put(
                    vector.getName(),
                    value instanceof org.apache.arrow.vector.util.Text text ? text.toString() : value);
        }
        return values;
    }
}
