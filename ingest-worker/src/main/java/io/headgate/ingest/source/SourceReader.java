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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
    private final Map<String, SourceConfig> sources;
    private final StoppedSources stopped = new StoppedSources();
    private final PlacementPlanner planner;

    /** The topics as they were at the last look. */
    private final Map<String, LiveTopic> topics = new HashMap<>();

    /** The assigned partitions that are read: every one has a position. */
    private final Map<TopicPartition, SourcePartition> active = new HashMap<>();

    private boolean holding;

    private SourceReader(
            Consumer<ByteBuffer, ByteBuffer> consumer, TopicCatalog catalog, Map<String, SourceConfig> sources) {
        this.consumer = consumer;
        this.catalog = catalog;
        this.sources = sources;
        this.planner = new PlacementPlanner(catalog, sources, this::stop);
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
        Map<String, SourceConfig> byTopic = sources.stream()
                .collect(Collectors.toMap(
                        SourceConfig::topic, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        SourceReader reader = new SourceReader(connect(kafka), catalog, byTopic);
        try {
            reader.identify(byTopic.keySet());
            reader.planner.plan(reader.everyPartition(), manifest);
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
        consumer.subscribe(readable(), new Rebalance(handler));
    }

    /** Where each readable source ends now, as a reader of committed records sees it. */
    public Map<SourcePartition, Long> ends() {
        Map<SourcePartition, Long> ends = new HashMap<>();
        catalog.ranges(everyPartition()).forEach((partition, range) -> ends.put(partition, range.end()));
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
                SourcePartition partition = active.get(name);
                if (partition != null) {
                    slices.add(new PartitionSlice(partition, records.records(name)));
                }
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
        if (hold == holding) {
            return;
        }
        holding = hold;
        if (hold) {
            consumer.pause(active.keySet());
        } else {
            consumer.resume(active.keySet());
        }
    }

    /** The offset after the last record handed out, or after what held none, of every partition that is read. */
    public Map<SourcePartition, Long> positions() {
        Map<SourcePartition, Long> positions = new HashMap<>();
        try {
            active.forEach((name, partition) -> positions.put(partition, consumer.position(name)));
        } catch (WakeupException stopping) {
            return Map.of();
        }
        return positions;
    }

    /** Goes back, in every partition that is read, to what that graph version does not contain. */
    public List<Placement> rewind(GraphManifest manifest) {
        return place(List.copyOf(active.keySet()), manifest);
    }

    /** Tells Kafka how far the graph is: information for lag tools, so a failure is logged and nothing more. */
    public void report(Collection<SourceClaim> claims) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (SourceClaim claim : claims) {
            TopicPartition name = TopicCatalog.kafkaName(claim.partition());
            if (active.containsKey(name)) {
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
        stopped.stop(reason);
        List<TopicPartition> silenced = consumer.assignment().stream()
                .filter(name -> stopped.contains(name.topic()))
                .toList();
        consumer.pause(silenced);
        silenced.forEach(active::remove);
    }

    public boolean isStopped(String topic) {
        return stopped.contains(topic);
    }

    public boolean allStopped() {
        return stopped.size() == sources.size();
    }

    /** Why sources were stopped, first reason first. */
    public List<SourceMismatch> stopReasons() {
        return stopped.reasons();
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

    private Set<String> readable() {
        return sources.keySet().stream()
                .filter(topic -> !stopped.contains(topic))
                .collect(Collectors.toSet());
    }

    private List<SourcePartition> everyPartition() {
        List<SourcePartition> partitions = new ArrayList<>();
        for (String topic : readable()) {
            LiveTopic live = topics.get(topic);
            for (int number = 0; number < live.partitions(); number++) {
                partitions.add(live.partition(number));
            }
        }
        return partitions;
    }

    private void identify(Set<String> names) {
        Map<String, LiveTopic> found = catalog.describe(names);
        topics.putAll(found);
        for (String name : names) {
            if (!found.containsKey(name)) {
                stop(
                        new SourceMismatch(
                                name,
                                -1,
                                "topic '" + name
                                        + "' does not exist; create it, or correct the topic's name in the configuration's sources"));
            }
        }
    }

    private List<Placement> place(Collection<TopicPartition> names, GraphManifest manifest) {
        if (names.isEmpty()) {
            return List.of();
        }
        identify(names.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        List<SourcePartition> partitions = names.stream()
                .filter(name -> !stopped.contains(name.topic()))
                .map(name -> topics.get(name.topic()).partition(name.partition()))
                .toList();
        List<Placement> placements = planner.plan(partitions, manifest).stream()
                .filter(placement -> !stopped.contains(placement.partition().topic()))
                .toList();
        for (Placement placement : placements) {
            TopicPartition name = TopicCatalog.kafkaName(placement.partition());
            consumer.seek(name, placement.offset());
            active.put(name, placement.partition());
        }
        return placements;
    }

    private void stopOutOfRange(TopicPartition name, Long wanted) {
        SourcePartition partition = topics.get(name.topic()).partition(name.partition());
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
            // A partition without a position makes the next poll fail, even when nothing is read of it.
            added.forEach(name -> consumer.seek(name, 0));
            GraphManifest manifest = handler.assigned();
            List<Placement> placements = place(added, manifest);
            stopAssigned(added);
            if (holding) {
                consumer.pause(active.keySet());
            }
            handler.placed(placements);
        }

        private void stopAssigned(Collection<TopicPartition> added) {
            consumer.pause(
                    added.stream().filter(name -> !active.containsKey(name)).toList());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> removed) {
            handler.revoked(known(removed));
            removed.forEach(active::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> removed) {
            handler.lost(known(removed));
            removed.forEach(active::remove);
        }

        private Set<SourcePartition> known(Collection<TopicPartition> names) {
            return names.stream().filter(active::containsKey).map(active::get).collect(Collectors.toSet());
        }
    }
}
