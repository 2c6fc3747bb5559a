package io.headgate.ingest.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The few things that are asked of a broker as its administrator. */
final class BrokerTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bootstrapServers;

    BrokerTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Returns when the broker answers requests. */
    void awaitAnswer() {
        try (Admin admin = admin()) {
            get("answer", admin.describeCluster().clusterId());
        }
    }

    /** Creates a topic and returns when clients can see it. */
    void create(String name, int partitions, Map<String, String> configs) {
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
        try (Admin admin = admin()) {
            get("create topic " + name, admin.createTopics(List.of(topic)).all());
            while (!isVisible(admin, name)) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean isVisible(Admin admin, String name) {
        try {
            get("describe topic " + name, admin.describeTopics(List.of(name)).allTopicNames());
            return true;
        } catch (BrokerFailure failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failure;
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "default.api.timeout.ms",
                Long.toString(PATIENCE.toMillis()),
                "reconnect.backoff.max.ms",
                "200"));
    }

    private <T> T get(String what, KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BrokerFailure("the Kafka broker at " + bootstrapServers + " refused to " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new BrokerFailure(
                    "the Kafka broker at " + bootstrapServers + " did not " + what + " within " + PATIENCE.toSeconds()
                            + " s",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerFailure("interrupted while the Kafka broker was asked to " + what, e);
        }
    }
}
