package io.headgate.ingest.source;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka which topics there are, who they are, and what it has of them. Thread-safe. */
public final class TopicCatalog implements AutoCloseable {
    /** Kafka's own default is a minute, which is long to learn that an address is wrong. */
    private static final String DEFAULT_PATIENCE_MILLIS = "20000";

    private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Admin admin;
    private final String bootstrapServers;
    private final int patienceMillis;
    private final Supplier<Duration> atMost;

    private TopicCatalog(Admin admin, String bootstrapServers, int patienceMillis, Supplier<Duration> atMost) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.patienceMillis = patienceMillis;
        this.atMost = atMost;
    }

    /**
     * @param kafka the settings that every client gets
     * @throws BadConfiguration when Kafka's client refuses a setting
     * @throws SourceUnavailable when the brokers' names are not known
     */
    public static TopicCatalog open(Map<String, String> kafka) {
        return open(kafka, () -> FOREVER);
    }

    /**
     * The same, for somebody who may have less time than the client is configured with.
     *
     * @param atMost how long an answer may be waited for now; asked on whichever thread asks
     */
    static TopicCatalog open(Map<String, String> kafka, Supplier<Duration> atMost) {
        String servers = kafka.getOrDefault("bootstrap.servers", "");
        try {
            Admin admin = Admin.create(ClientSettings.forAdmin(kafka));
            int patience = Integer.parseInt(
                    kafka.getOrDefault(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DEFAULT_PATIENCE_MILLIS));
            return new TopicCatalog(admin, servers, patience, atMost);
        } catch (KafkaException e) {
            throw ClientFailure.of("client", kafka, e);
        }
    }

    private int patienceMillis() {
        return (int) Math.max(1, Math.min(patienceMillis, atMost.get().toMillis()));
    }

    /**
     * The topics of those names that exist.
     *
     * @throws SourceUnavailable when Kafka does not answer
     */
    public Map<String, LiveTopic> describe(Collection<String> topics) {
        String cluster = answer(
                "describe the cluster",
                admin.describeCluster(new DescribeClusterOptions().timeoutMs(patienceMillis()))
                        .clusterId());
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        topics, new DescribeTopicsOptions().timeoutMs(patienceMillis()))
                .topicNameValues();
        Map<String, LiveTopic> found = new TreeMap<>();
        descriptions.forEach((topic, description) -> {
            try {
                TopicDescription live = answer("describe topic " + topic, description);
                found.put(
                        topic,
                        new LiveTopic(
                                cluster,
                                topic,
                                live.topicId().toString(),
                                live.partitions().size()));
            } catch (UnknownTopicOrPartitionException | InvalidTopicException missing) {
                // That a topic is missing is an answer; the caller knows what it means.
            }
        });
        return found;
    }

    /**
     * The topics of a selection that exist.
     *
     * @throws SourceUnavailable when Kafka does not answer
     */
    public Map<String, LiveTopic> select(TopicSelection selection) {
        Set<String> names = new TreeSet<>(selection.names());
        if (selection.isOpen()) {
            answer(
                            "list the topics",
                            admin.listTopics(new ListTopicsOptions().timeoutMs(patienceMillis()))
                                    .names())
                    .stream()
                    .filter(selection::isSelected)
                    .forEach(names::add);
        }
        return describe(names);
    }

    /**
     * What Kafka has of each partition, as a reader of committed records sees it.
     *
     * @throws SourceUnavailable when Kafka does not answer
     */
    public Map<SourcePartition, OffsetRange> ranges(Collection<SourcePartition> partitions) {
        Map<SourcePartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<SourcePartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<SourcePartition, OffsetRange> ranges = new HashMap<>();
        partitions.forEach(
                partition -> ranges.put(partition, new OffsetRange(starts.get(partition), ends.get(partition))));
        return ranges;
    }

    /**
     * The offset after the last record of each partition, as a reader of committed records sees it.
     *
     * @throws SourceUnavailable when Kafka does not answer
     */
    public Map<SourcePartition, Long> ends(Collection<SourcePartition> partitions) {
        return partitions.isEmpty() ? Map.of() : offsets(partitions, OffsetSpec.latest());
    }

    /**
     * The offset of the partition's first record that is not older; empty when there is none.
     *
     * @throws SourceUnavailable when Kafka does not answer
     */
    public OptionalLong offsetAt(SourcePartition partition, Instant time) {
        long offset = offsets(List.of(partition), OffsetSpec.forTimestamp(time.toEpochMilli()))
                .get(partition);
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    private Map<SourcePartition, Long> offsets(Collection<SourcePartition> partitions, OffsetSpec wanted) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        partitions.forEach(partition -> question.put(kafkaName(partition), wanted));
        ListOffsetsResult answers = admin.listOffsets(
                question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(patienceMillis()));
        Map<SourcePartition, Long> offsets = new HashMap<>();
        for (SourcePartition partition : partitions) {
            String operation = "look at the offsets of " + partition;
            try {
                offsets.put(
                        partition,
                        answer(operation, answers.partitionResult(kafkaName(partition)))
                                .offset());
            } catch (UnknownTopicOrPartitionException gone) {
                throw unavailable(operation, gone);
            }
        }
        return offsets;
    }

    /** The partition as Kafka's clients call it. */
    static TopicPartition kafkaName(SourcePartition partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }

    private <T> T answer(String operation, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(operation, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException missing) {
                throw missing;
            }
            if (e.getCause() instanceof InvalidTopicException missing) {
                throw missing;
            }
            throw unavailable(operation, e.getCause());
        }
    }

    private SourceUnavailable unavailable(String operation, Throwable cause) {
        Optional<String> refused = Denial.settingIn(cause);
        return new SourceUnavailable(
                operation,
                refused,
                "cannot " + operation + " at " + bootstrapServers + ": " + rootMessage(cause) + "; check "
                        + refused.map(setting -> setting + " and the other settings of security below kafka")
                                .orElse("kafka.bootstrap.servers, the network and the client's permissions"),
                cause);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
