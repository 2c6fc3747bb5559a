package io.headgate.ingest.maintain.plan;

import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.maintain.event.MaintenanceTopics;
import io.headgate.ingest.maintain.event.RequestReason;
import io.headgate.ingest.maintain.event.TopicMaker;
import io.headgate.ingest.source.ClientSettings;
import io.headgate.ingest.source.LiveTopic;
import io.headgate.ingest.source.TopicCatalog;
import io.headgate.recovery.error.HeadgateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology until it is closed. What ends it (a topic that was deleted, brokers that are away for long) is logged, and it
 * is started again, with topics that are missing made anew. Any number of them share the work; one graph is one planner's.
 * Thread-safe.
 */
public final class Planner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    /** Kafka warns at each start of who does not say that it may become the default, and has deprecated the constant. */
    private static final String GLOBAL_EXCEPTION_HANDLER = "processing.exception.handler.global.enabled";

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final WorkerConfig config;
    private final MaintenanceTopics topics;
    private final Path state;
    private final Consumer<RequestReason> told;
    private final Runnable onRunning;
    private final LongSupplier nanos;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaStreams running;

    private Planner(
            WorkerConfig config, Path state, Consumer<RequestReason> told, Runnable onRunning, LongSupplier nanos) {
        this.config = config;
        this.topics = MaintenanceTopics.of(config);
        this.state = state;
        this.told = told;
        this.onRunning = onRunning;
        this.nanos = nanos;
        this.thread = new Thread(this::supervise, "headgate-planner");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param state a directory that is this process's alone; nothing of worth is in it
     * @param told of each request, on a thread of the planner
     * @param onRunning run whenever the planner was given its share of the work; must return soon
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     */
    public static Planner start(
            WorkerConfig config, Path state, Consumer<RequestReason> told, Runnable onRunning, LongSupplier nanos) {
        return new Planner(config, state, told, onRunning, nanos);
    }

    /** Whether it is a member of its group and at work, or its group has nothing for it to do. */
    public boolean isRunning() {
        KafkaStreams streams = running;
        return streams != null && streams.state() == State.RUNNING;
    }

    /** The partitions of events that are this planner's now. */
    public Set<TopicPartition> partitions() {
        KafkaStreams streams = running;
        if (streams == null) {
            return Set.of();
        }
        return streams.metadataForLocalThreads().stream()
                .flatMap(threads -> threads.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet());
    }

    private void supervise() {
        Duration pause = SHORTEST_PAUSE;
        while (closing.getCount() > 0) {
            try {
                TopicMaker.ensure(config, topics);
                if (runOnce()) {
                    pause = SHORTEST_PAUSE;
                }
            } catch (RuntimeException e) {
                LOG.warn("planner not at work pause_ms={} reason={}", pause.toMillis(), e.getMessage());
            }
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Returns when it has ended, or the topics are others; whether it was at work before. */
    private boolean runOnce() {
        Map<String, LiveTopic> begun = liveTopics();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch wasRunning = new CountDownLatch(1);
        KafkaStreams streams = new KafkaStreams(
                PlannerTopology.of(
                        topics,
                        new PlanningRule(
                                config.maintenance().limits(),
                                config.maintenance().planner()),
                        told),
                settings());
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.warn("planner failed, it is started again reason={}", failure.toString());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == State.RUNNING) {
                wasRunning.countDown();
                onRunning.run();
            } else if (now == State.ERROR || now == State.NOT_RUNNING) {
                ended.countDown();
            }
        });
        running = streams;
        try {
            streams.start();
            await(ended, begun);
        } finally {
            running = null;
            streams.close(CloseOptions.timeout(CLOSE_PATIENCE)
                    .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }
        return wasRunning.getCount() == 0;
    }

    private void await(CountDownLatch ended, Map<String, LiveTopic> begun) {
        try {
            long lookedAt = nanos.getAsLong();
            boolean over = false;
            while (closing.getCount() > 0 && !over) {
                over = ended.await(100, TimeUnit.MILLISECONDS);
                if (nanos.getAsLong() - lookedAt >= lookEvery().toNanos()) {
                    over |= areOthers(begun);
                    lookedAt = nanos.getAsLong();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kafka Streams would take minutes to find that a topic under it was deleted. */
    private boolean areOthers(Map<String, LiveTopic> begun) {
        try {
            TopicMaker.ensure(config, topics);
            boolean others = !liveTopics().equals(begun);
            if (others) {
                LOG.warn("topics of maintenance are not those any more, the planner is started again");
            }
            return others;
        } catch (HeadgateException away) {
            LOG.debug("topics not looked at reason={}", away.getMessage());
            return false;
        }
    }

    private Map<String, LiveTopic> liveTopics() {
        try (TopicCatalog catalog = TopicCatalog.open(config.kafka())) {
            return catalog.describe(Set.of(topics.commits(), topics.requests()));
        }
    }

    private Duration lookEvery() {
        Duration every = config.maintenance().planner().every();
        Duration bounded = every.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : every;
        return bounded.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : bounded;
    }

    private void rest(Duration pause) {
        try {
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Properties settings() {
        Map<String, Object> settings = new HashMap<>(ClientSettings.forStreams(config.kafka()));
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.planner());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(GLOBAL_EXCEPTION_HANDLER, true);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        config.maintenance()
                .replication()
                .ifPresent(factor -> settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, factor));
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_PATIENCE.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
