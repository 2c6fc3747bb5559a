package io.headgate.ingest.source;

import io.headgate.ingest.config.SourceConfig;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of a worker's sources as they were at the last look, and those that are not read any more. For use by one thread. */
final class SourceTopics {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTopics.class);

    private final Map<String, SourceConfig> sources = new LinkedHashMap<>();
    private final TopicCatalog catalog;
    private final Map<String, LiveTopic> live = new HashMap<>();

    /** The first reason of each source that was stopped. */
    private final Map<String, SourceMismatch> stopped = new LinkedHashMap<>();

    SourceTopics(List<SourceConfig> sources, TopicCatalog catalog) {
        sources.forEach(source -> this.sources.put(source.topic(), source));
        this.catalog = catalog;
    }

    Map<String, SourceConfig> sources() {
        return Map.copyOf(sources);
    }

    /** Looks at all topics. */
    void look() {
        look(sources.keySet());
    }

    /** Looks at those topics; the ones that do not exist are stopped. */
    void look(Set<String> names) {
        Map<String, LiveTopic> found = catalog.describe(names);
        live.putAll(found);
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

    /** The partition of that name, with the identity its topic had at the last look. */
    SourcePartition partition(TopicPartition name) {
        LiveTopic topic = live.get(name.topic());
        if (topic == null) {
            throw new IllegalArgumentException("never looked at topic " + name.topic());
        }
        return topic.partition(name.partition());
    }

    /** Every partition of every topic that is read. */
    List<SourcePartition> partitions() {
        List<SourcePartition> partitions = new ArrayList<>();
        for (String name : read()) {
            LiveTopic topic = live.get(name);
            for (int number = 0; topic != null && number < topic.partitions(); number++) {
                partitions.add(topic.partition(number));
            }
        }
        return partitions;
    }

    /** The topics that are read. */
    Set<String> read() {
        return sources.keySet().stream().filter(topic -> !isStopped(topic)).collect(Collectors.toSet());
    }

    void stop(SourceMismatch reason) {
        if (stopped.putIfAbsent(reason.topic(), reason) == null) {
            LOG.error(
                    "source stopped topic={} partition={} reason={}",
                    reason.topic(),
                    reason.partition(),
                    reason.getMessage());
        }
    }

    boolean isStopped(String topic) {
        return stopped.containsKey(topic);
    }

    boolean areAllStopped() {
        return stopped.size() == sources.size();
    }

    /** Why sources were stopped, in the order in which they were. */
    Collection<SourceMismatch> stopReasons() {
        return stopped.values();
    }
}
