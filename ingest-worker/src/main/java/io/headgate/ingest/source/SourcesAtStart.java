package io.headgate.ingest.source;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourcePartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The topics of a worker's sources that there were when it was started.
 *
 * @param topics by name
 */
record SourcesAtStart(Map<String, LiveTopic> topics) {
    SourcesAtStart {
        topics = Map.copyOf(topics);
    }

    /**
     * Looks for them. A topic that fits no way is a mistake in the configuration; later, only the topic stops.
     *
     * @throws BadConfiguration when it is not clear what a topic feeds
     * @throws SourceUnavailable when Kafka does not answer
     */
    static SourcesAtStart find(TopicCatalog catalog, TopicSelection selection) {
        Map<String, LiveTopic> found = catalog.select(selection);
        try {
            found.keySet().forEach(selection::sourceOf);
        } catch (SourceMismatch unclear) {
            throw new BadConfiguration("sources[].topic", unclear.getMessage(), unclear);
        }
        return new SourcesAtStart(found);
    }

    List<SourcePartition> partitions() {
        return topics.values().stream().flatMap(topic -> topic.all().stream()).toList();
    }

    /** How many partitions each of them had. */
    Map<String, Integer> partitionCounts() {
        return topics.values().stream().collect(Collectors.toMap(LiveTopic::name, LiveTopic::partitions));
    }

    /**
     * Where each partition ends now, as a reader of committed records sees it.
     *
     * @param without topics that do not matter
     */
    Map<SourcePartition, Long> ends(TopicCatalog catalog, Predicate<String> without) {
        Map<SourcePartition, Long> ends = new HashMap<>();
        List<SourcePartition> wanted = partitions().stream()
                .filter(partition -> !without.test(partition.topic()))
                .toList();
        catalog.ranges(wanted).forEach((partition, range) -> ends.put(partition, range.end()));
        return ends;
    }
}
