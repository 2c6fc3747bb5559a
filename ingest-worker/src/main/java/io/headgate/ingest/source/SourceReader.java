package io.headgate.ingest.source;

import io.headgate.engine.manifest.GraphManifest;
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
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
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
import org.apache.kafka.common.errors.RebalanceInProgressException;
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
    private final TopicSelection selection;
    private final SourceTopics topics;
    private final ActivePartitions active;
    private final Surveyor surveyor;
    private final List<SourcePartition> atStart;
    private final Duration longestAbsence;

    private SourceReader(
            Consumer<ByteBuffer, ByteBuffer> consumer,
            TopicCatalog catalog,
            TopicSelection selection,
            Duration longestAbsence) {
        this.consumer = consumer;
        this.longestAbsence = longestAbsence;
        this.catalog = catalog;
        this.selection = selection;
        this.topics = new SourceTopics(selection);
        this.active = new ActivePartitions(consumer);
        Map<String, LiveTopic> found = catalog.select(selection);
        found.keySet().forEach(this::requireOneSource);
        Map<String, Integer> partitions = new HashMap<>();
        found.forEach((name, topic) -> partitions.put(name, topic.partitions()));
        this.surveyor = new Surveyor(catalog, selection, new PlacementPlanner(catalog, selection, partitions));
        this.atStart =
                found.values().stream().flatMap(topic -> topic.all().stream()).toList();
    }

    /**
     * Connects and checks every partition of every source against the graph version.
     *
     * @param catalog stays the caller's to close
     * @throws BadConfiguration when Kafka's client refuses a setting
     * @throws SourceUnavailable when Kafka does not answer
     */
    public static SourceReader open(
            Map<String, String> kafka, TopicSelection selection, TopicCatalog catalog, GraphManifest manifest) {
        Consumer<ByteBuffer, ByteBuffer> consumer = connect(kafka);
        try {
            SourceReader reader = new SourceReader(consumer, catalog, selection, ClientSettings.longestAbsence(kafka));
            reader.note(reader.surveyor.survey(SurveyOrder.of(reader.atStart), manifest));
            return reader;
        } catch (RuntimeException e) {
            close(consumer);
            throw e;
        }
    }

    /** At the start, a topic that fits no way is a mistake in the configuration; later, only the topic stops. */
    private void requireOneSource(String topic) {
        try {
            selection.sourceOf(topic);
        } catch (SourceMismatch unclear) {
            throw new BadConfiguration("sources[].topic", unclear.getMessage(), unclear);
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
        Rebalance rebalance = new Rebalance(handler);
        if (selection.isOpen()) {
            consumer.subscribe(selection.asOnePattern(), rebalance);
        } else {
            consumer.subscribe(
                    selection.names().stream()
                            .filter(topic -> !isStopped(topic))
                            .toList(),
                    rebalance);
        }
    }

    /** Where each readable source that was there at the start ends now, as a reader of committed records sees it. */
    public Map<SourcePartition, Long> ends() {
        Map<SourcePartition, Long> ends = new HashMap<>();
        List<SourcePartition> readable = atStart.stream()
                .filter(partition -> !isStopped(partition.topic()))
                .toList();
        catalog.ranges(readable).forEach((partition, range) -> ends.put(partition, range.end()));
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

    /** Reads nothing any more until a survey has found where the graph is. */
    public void displace() {
        active.displace();
    }

    /** How reading stands now; asks nobody. */
    public ReadingState state() {
        boolean member = consumer.groupMetadata().generationId() >= 0;
        return new ReadingState(
                member,
                active.isHolding(),
                active.read(),
                active.waiting(),
                topics.stopReasons().size());
    }

    /** Whether assigned partitions wait for a place to be read from. */
    public boolean awaitsPlaces() {
        return active.areWaiting();
    }

    /** A look at the sources, and for the places that are wanted now; may be taken on any thread, and takes time. */
    public Function<GraphManifest, Survey> survey() {
        SurveyOrder order = active.order();
        return manifest -> surveyor.survey(order, manifest);
    }

    /** Reads on where the survey says, if that is still wanted, and stops what cannot be read. The places that are taken. */
    public List<Placement> accept(Survey survey) {
        note(survey);
        return active.place(survey.placements(), survey.order());
    }

    private void note(Survey survey) {
        topics.seen(survey.live());
        survey.mismatches().forEach(this::stop);
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
            if (failure instanceof RetriableException
                    || failure instanceof RebalanceInProgressException
                    || failure instanceof CommitFailedException) {
                // The next commit tells Kafka again, or that of the member that has the partitions now.
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

    /** How long a member may stay away from polling before the group takes its partitions away. */
    public Duration longestAbsence() {
        return longestAbsence;
    }

    @Override
    public void close() {
        close(consumer);
    }

    private static void close(Consumer<?, ?> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        } catch (KafkaException e) {
            LOG.warn("consumer not closed in good order reason={}", e.toString());
        }
    }

    private void stopOutOfRange(TopicPartition name, Long wanted) {
        Optional<SourcePartition> read = active.find(name);
        if (read.isEmpty()) {
            return;
        }
        SourcePartition partition = read.get();
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
        } catch (SourceUnavailable away) {
            // The next poll is refused in the same way, and Kafka asked again.
            LOG.warn("cannot tell why an offset was refused partition={} offset={}", name, wanted, away);
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
            LOG.info("partitions assigned partitions={}", added);
            active.admit(added);
            active.silence(topics::isStopped);
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
