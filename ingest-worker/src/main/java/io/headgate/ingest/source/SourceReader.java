package io.headgate.ingest.source;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all sources of a worker through one consumer, from where the graph says. A source that is not the one the graph
 * knows is stopped; the others go on. For use by one thread, except {@link #wakeup()}.
 */
public final class SourceReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Consumer<ByteBuffer, ByteBuffer> consumer;
    private final TopicCatalog catalog;
    private final SourceTopics topics;
    private final ActivePartitions active;
    private final PlacementPlanner planner;

    private SourceReader(Consumer<ByteBuffer, ByteBuffer> consumer, TopicCatalog catalog, List<SourceConfig> sources) {
        this.consumer = consumer;
        this.catalog = catalog;
        this.topics = new SourceTopics(sources, catalog);
        this.active = new ActivePartitions(consumer);
        this.planner = new PlacementPlanner(catalog, topics.sources(), this::stop);
    }

    /**
     * Connects and checks every partition of every source against the graph version.
     *
     * @param catalog stays the caller's to close
     * @throws BadConfiguration when Kafka's client refuses a setting
     * @throws SourceUnavailable when Kafka does not answer
     */
    public static SourceReader open(
            Map<String, String> kafka, List<SourceConfig> sources, TopicCatalog catalog, GraphManifest manifest) {
        SourceReader reader = new SourceReader(connect(kafka), catalog, sources);
        try {
            reader.topics.look();
            reader.planner.plan(reader.topics.partitions(), manifest);
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static Consumer<ByteBuffer, ByteBuffer> connect(Map<String, String> kafka) {
        try {
            return new KafkaConsumer<>(ClientSettings.forConsumer(kafka));
        } catch (ConfigException e) {
            throw new BadConfiguration("kafka", "Kafka's consumer refuses its settings: " + e.getMessage(), e);
        } catch (KafkaException e) {
            if (e.getCause() instanceof ConfigException refused) {
                throw new BadConfiguration(
                        "kafka", "Kafka's consumer refuses its settings: " + refused.getMessage(), e);
            }
            throw unavailable("make a consumer", e);
        }
    }

    /** Joins the group; partitions arrive during the polls that follow. */
    public void subscribe(AssignmentHandler handler) {
        consumer.subscribe(topics.read(), new Rebalance(handler));
    }

    /** Where each readable source ends now, as a reader of committed records sees it. */
    public Map<SourcePartition, Long> ends() {
        Map<SourcePartition, Long> ends = new HashMap<>();
        catalog.ranges(topics.partitions()).forEach((partition, range) -> ends.put(partition, range.end()));
        return ends;
    }

    /**
     * Records that have arrived, at most after that long; also keeps the membership of the group alive.
     *
     * @throws SourceUnavailable when Kafka refuses to serve this client
     * @throws HeadgateException whatever the assignment handler throws
     */
    public List<PartitionSlice> poll(Duration timeout) {
        try {
            ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(timeout);
            List<PartitionSlice> slices = new ArrayList<>();
            for (TopicPartition name : records.partitions()) {
                active.find(name)
                        .ifPresent(partition -> slices.add(new PartitionSlice(partition, records.records(name))));
            }
            return slices;
        } catch (WakeupException | InterruptException stopping) {
            return List.of();
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::stopOutOfRange);
            return List.of();
        } catch (KafkaException e) {
            throw e.getCause() instanceof HeadgateException cause ? cause : unavailable("read", e);
        }
    }

    /** Stops or resumes fetching of everything; polling goes on either way. */
    public void hold(boolean hold) {
        active.hold(hold);
    }

    /** The offset after the last record handed out, or after what held none, of every partition that is read. */
    public Map<SourcePartition, Long> positions() {
        try {
            return active.positions();
        } catch (WakeupException stopping) {
            return Map.of();
        }
    }

    /** Goes back, in every partition that is read, to what that graph version does not contain. */
    public List<Placement> rewind(GraphManifest manifest) {
        return place(active.names(), manifest);
    }

    /** Tells Kafka how far the graph is: information for lag tools, so a failure is logged and nothing more. */
    public void report(Collection<SourceClaim> claims) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (SourceClaim claim : claims) {
            TopicPartition name = TopicCatalog.kafkaName(claim.partition());
            if (active.find(name).isPresent()) {
                offsets.put(name, new OffsetAndMetadata(claim.to()));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        consumer.commitAsync(offsets, (committed, failure) -> {
            if (failure instanceof RetriableException) {
                // The next commit tells Kafka again.
                LOG.debug("offsets not reported to kafka yet reason={}", failure.toString());
            } else if (failure != null) {
                LOG.warn("offsets not reported to kafka reason={}", failure.toString());
            }
        });
    }

    /** Stops a source for good: its partitions are not read any more. */
    public void stop(SourceMismatch reason) {
        topics.stop(reason);
        active.silence(topics::isStopped);
    }

    public boolean isStopped(String topic) {
        return topics.isStopped(topic);
    }

    public boolean allStopped() {
        return topics.areAllStopped();
    }

    /** Why sources were stopped, in the order in which they were. */
    public List<SourceMismatch> stopReasons() {
        return List.copyOf(topics.stopReasons());
    }

    /** Ends a poll that is under way. Thread-safe. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        } catch (KafkaException e) {
            LOG.warn("consumer not closed in good order reason={}", e.toString());
        }
    }

    private List<Placement> place(Collection<TopicPartition> names, GraphManifest manifest) {
        if (names.isEmpty()) {
            return List.of();
        }
        topics.look(names.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        active.silence(topics::isStopped);
        List<SourcePartition> partitions = names.stream()
                .filter(name -> !topics.isStopped(name.topic()))
                .map(topics::partition)
                .toList();
        // Planning may stop a source after some of its partitions were planned.
        List<Placement> placements = planner.plan(partitions, manifest).stream()
                .filter(placement -> !topics.isStopped(placement.partition().topic()))
                .toList();
        active.place(placements);
        return placements;
    }

    private void stopOutOfRange(TopicPartition name, Long wanted) {
        SourcePartition partition = topics.partition(name);
        try {
            OffsetRange range = catalog.ranges(List.of(partition)).get(partition);
            ResumeRule.checkRange(partition, wanted, range);
            stop(new SourceMismatch(
                    name.topic(),
                    name.partition(),
                    "Kafka refused offset " + wanted + " of " + name + " although it has " + range.start() + " to "
                            + range.end() + ": its log was cut or replaced while it was read; start the worker again"
                            + " to have the graph's offsets checked"));
        } catch (SourceMismatch mismatch) {
            stop(mismatch);
        }
    }

    private static SourceUnavailable unavailable(String operation, RuntimeException cause) {
        return new SourceUnavailable(
                operation, "Kafka could not serve the worker (" + operation + "): " + cause.getMessage(), cause);
    }

    /** Follows the group's assignment. Kafka calls it inside poll and close, on the polling thread. */
    private final class Rebalance implements ConsumerRebalanceListener {
        private final AssignmentHandler handler;

        Rebalance(AssignmentHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            if (added.isEmpty()) {
                return;
            }
            active.admit(added);
            handler.placed(place(added, handler.assigned()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> removed) {
            handler.revoked(active.among(removed));
            active.remove(removed);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> removed) {
            handler.lost(active.among(removed));
            active.remove(removed);
        }
    }
}
