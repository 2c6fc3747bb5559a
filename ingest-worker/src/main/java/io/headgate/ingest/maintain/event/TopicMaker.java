package io.headgate.ingest.maintain.event;

import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.source.ClientFailure;
import io.headgate.ingest.source.ClientSettings;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.SourceUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the two topics of maintenance when they are missing. */
public final class TopicMaker {
    /** What is older is of no use to anybody: the reconciler knows better by then. */
    private static final Duration RETENTION = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ONE_GRAPH_ONE_PARTITION = 1;

    private TopicMaker() {}

    /**
     * Looks for the topics and makes those that are missing.
     *
     * @throws BadConfiguration when one is missing and may not be made, or not like this
     * @throws SourceUnavailable when Kafka does not answer
     */
    public static void ensure(WorkerConfig config, MaintenanceTopics topics) {
        try (Admin admin = Admin.create(ClientSettings.forAdmin(config.kafka()))) {
            List<NewTopic> missing = new ArrayList<>();
            Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                            Set.of(topics.commits(), topics.requests()))
                    .topicNameValues();
            if (isMissing(topics.commits(), described)) {
                missing.add(topic(topics.commits(), ONE_GRAPH_ONE_PARTITION, config));
            }
            if (isMissing(topics.requests(), described)) {
                missing.add(topic(topics.requests(), config.maintenance().partitions(), config));
            }
            admin.createTopics(missing)
                    .values()
                    .forEach((name, creation) -> await(name, creation).ifPresent(failure -> {
                        throw failure;
                    }));
        } catch (KafkaException e) {
            throw ClientFailure.of("client", config.kafka(), e);
        }
    }

    private static NewTopic topic(String name, int partitions, WorkerConfig config) {
        return new NewTopic(
                        name,
                        Optional.of(partitions),
                        config.maintenance().replication().map(Integer::shortValue))
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis())));
    }

    private static boolean isMissing(String name, Map<String, KafkaFuture<TopicDescription>> described) {
        try {
            described.get(name).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            throw failure(name, e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(name, e);
        }
    }

    private static Optional<HeadgateException> await(String name, KafkaFuture<Void> creation) {
        try {
            creation.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicExistsException
                    ? Optional.empty()
                    : Optional.of(failure(name, e.getCause()));
        } catch (TimeoutException e) {
            return Optional.of(unavailable(name, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(unavailable(name, e));
        }
    }

    private static HeadgateException failure(String name, Throwable cause) {
        if (cause instanceof AuthorizationException
                || cause instanceof PolicyViolationException
                || cause instanceof InvalidReplicationFactorException) {
            return new BadConfiguration(
                    "maintenance.prefix",
                    "the topic " + name + " cannot be looked at or made: " + cause.getMessage()
                            + ". Make it yourself (any number of partitions, a day of retention) and let this client describe,"
                            + " read and write it; or give other values for maintenance.prefix and maintenance.replication",
                    cause);
        }
        return unavailable(name, cause);
    }

    private static SourceUnavailable unavailable(String name, Throwable cause) {
        return new SourceUnavailable(
                "make topic " + name,
                "Kafka could not say whether the topic " + name + " is there, or make it: " + cause,
                cause);
    }
}
