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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads all sources of a worker through one consumer, from where the graph says. A source that is not the one the graph
 * knows is stopped; the others go on. For use by one thread, except {@link #wakeup()}.
 */
public final class SourceReader implements AutoCloseable {
    private final Consumer<ByteBuffer, ByteBuffer> consumer;
    private final TopicCatalog catalog;
    private final TopicSelection selection;
    private final Duration longestAbsence;
    private final SourcesAtStart atStart;
    private final Surveyor surveyor;
    private final SourceTopics topics;
    private final ActivePartitions active;
    private final OffsetReporter reporter;
    private final RefusedOffset refused;

    private SourceReader(
            Consumer<ByteBuffer, ByteBuffer> consumer,
            TopicCatalog catalog,
            TopicSelection selection,
            Duration longestAbsence) {
        this.consumer = consumer;
        this.catalog = catalog;
        this.selection = selection;
        this.longestAbsence = longestAbsence;
        this.atStart = SourcesAtStart.find(catalog, selection);
        this.surveyor =
                new Surveyor(catalog, selection, new PlacementPlanner(catalog, selection, atStart.partitionCounts()));
        this.topics = new SourceTopics(selection);
        this.active = new ActivePartitions(consumer);
        this.reporter = new OffsetReporter(consumer, active);
        this.refused = new RefusedOffset(catalog);
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
        Consumer<ByteBuffer, ByteBuffer> consumer = GroupConsumer.connect(kafka);
        try {
            SourceReader reader = new SourceReader(consumer, catalog, selection, ClientSettings.longestAbsence(kafka));
            reader.note(reader.surveyor.survey(SurveyOrder.of(reader.atStart.partitions()), manifest));
            return reader;
        } catch (RuntimeException e) {
            GroupConsumer.close(consumer);
            throw e;
        }
    }

    /** Joins the group; partitions arrive during the polls that follow. */
    public void subscribe(AssignmentHandler handler) {
        RebalanceListener listener = new RebalanceListener(active, topics::isStopped, handler);
        if (selection.isOpen()) {
            consumer.subscribe(selection.asOnePattern(), listener);
        } else {
            consumer.subscribe(
                    selection.names().stream()
                            .filter(topic -> !isStopped(topic))
                            .toList(),
                    listener);
        }
    }

    /** Where each readable source that was there at the start ends now, as a reader of committed records sees it. */
    public Map<SourcePartition, Long> ends() {
        return atStart.ends(catalog, topics::isStopped);
    }

    /**
     * Records that have arrived, at most after that long; also keeps the membership of the group alive.
     *
     * @throws SourceUnavailable when Kafka refuses to serve this client
     * @throws HeadgateException whatever the assignment handler throws
     */
    public List<PartitionSlice> poll(Duration timeout) {
        try {
            reporter.repeat();
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
            throw e.getCause() instanceof HeadgateException cause ? cause : GroupConsumer.unavailable("read", e);
        }
    }

    private void stopOutOfRange(TopicPartition name, Long wanted) {
        active.find(name)
                .flatMap(partition -> refused.reason(partition, wanted))
                .ifPresent(this::stop);
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
        List<Placement> placed = active.place(survey.placements(), survey.order());
        reporter.reportPlaces(placed);
        return placed;
    }

    private void note(Survey survey) {
        topics.seen(survey.live());
        survey.mismatches().forEach(this::stop);
    }

    /** Tells Kafka that the graph contains these, for lag tools; returns at once. */
    public void report(Collection<SourceClaim> claims) {
        reporter.report(claims);
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
        GroupConsumer.close(consumer);
    }
}
