package io.headgate.ingest.source;

import io.headgate.recovery.error.SourceUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka which topics there are, and who they are. Thread-safe. */
public final class TopicCatalog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Admin admin;
    private final String bootstrapServers;

    private TopicCatalog(Admin admin, String bootstrapServers) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * @param kafka the settings that every client gets
     * @throws SourceUnavailable when no client can be made of them
     */
    public static TopicCatalog open(Map<String, String> kafka) {
        String servers = kafka.getOrDefault("bootstrap.servers", "");
        try {
            return new TopicCatalog(Admin.create(ClientSettings.forAdmin(kafka)), servers);
        } catch (KafkaException e) {
            throw new SourceUnavailable(
                    "connect", "cannot make a Kafka client for '" + servers + "': " + rootMessage(e), e);
        }
    }

    /**
     * The topics of those names that exist.
     *
     * @throws SourceUnavailable when Kafka does not answer
     */
    public Map<String, LiveTopic> describe(Collection<String> topics) {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        String cluster = answer(
                "describe the cluster",
                admin.describeCluster(new DescribeClusterOptions().timeoutMs(patience))
                        .clusterId());
        Map<String, KafkaFuture<TopicDescription>> descriptions = admin.describeTopics(
                        topics, new DescribeTopicsOptions().timeoutMs(patience))
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
        return new SourceUnavailable(
                operation,
                "cannot " + operation + " at " + bootstrapServers + ": " + rootMessage(cause)
                        + "; check kafka.bootstrap.servers, the network and the client's permissions",
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
