package io.headgate.ingest.source;

import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourcePartition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A partition that a graph has recorded beside the one of that name that Kafka has now.
 *
 * @param live the one that Kafka has; empty when there is none
 * @param range what Kafka has of it; empty when there is none
 */
public record RecordedPartition(SourceOffset recorded, Optional<SourcePartition> live, Optional<OffsetRange> range) {

    /** Looks at each of them, in their order. */
    public static Map<SourceOffset, RecordedPartition> look(TopicCatalog catalog, Collection<SourceOffset> recorded) {
        Map<String, LiveTopic> topics = catalog.describe(
                recorded.stream().map(source -> source.partition().topic()).collect(Collectors.toSet()));
        Map<SourceOffset, SourcePartition> live = new LinkedHashMap<>();
        for (SourceOffset source : recorded) {
            LiveTopic topic = topics.get(source.partition().topic());
            if (topic != null && source.partition().partition() < topic.partitions()) {
                live.put(source, topic.partition(source.partition().partition()));
            }
        }
        Map<SourcePartition, OffsetRange> ranges = new TreeMap<>(catalog.ranges(live.values()));
        return recorded.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        source -> new RecordedPartition(
                                source,
                                Optional.ofNullable(live.get(source)),
                                Optional.ofNullable(live.get(source)).map(ranges::get)),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    /** Whether a worker can go on in it. */
    public State state() {
        if (live.isEmpty() || range.isEmpty()) {
            return State.MISSING;
        }
        if (!live.get().cluster().equals(recorded.partition().cluster())) {
            return State.OTHER_CLUSTER;
        }
        if (!live.get().equals(recorded.partition())) {
            return State.OTHER_TOPIC;
        }
        if (recorded.nextOffset() < range.get().start()) {
            return State.DELETED;
        }
        return recorded.nextOffset() > range.get().end() ? State.CUT : State.READABLE;
    }

    /**
     * What Kafka has of exactly the recorded partition.
     *
     * @throws SourceMismatch when it has another one of that name, or none
     */
    public OffsetRange requireSame() {
        requireLive();
        ResumeRule.checkIdentity(live.orElseThrow(), recorded);
        return range.orElseThrow();
    }

    /**
     * What Kafka has under that name.
     *
     * @throws SourceMismatch when it has nothing
     */
    public OffsetRange requireLive() {
        return range.orElseThrow(() -> new SourceMismatch(
                recorded.partition().topic(),
                recorded.partition().partition(),
                "Kafka has no partition " + recorded.partition()
                        + "; check kafka.bootstrap.servers, or create the topic again"));
    }

    /** How a recorded partition stands to what Kafka has. */
    public enum State {
        READABLE,
        /** Kafka has no partition of that name. */
        MISSING,
        /** Kafka is another cluster than the recorded one. */
        OTHER_CLUSTER,
        /** The topic was created anew. */
        OTHER_TOPIC,
        /** Kafka has deleted what the graph needs next. */
        DELETED,
        /** Kafka has less than the graph contains. */
        CUT
    }
}
