package io.headgate.ingest.source;

import io.headgate.recovery.error.SourceMismatch;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of a worker's sources as they were at the last look, and those that are not read any more. For use by one thread. */
final class SourceTopics {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTopics.class);

    private final TopicSelection selection;
    private final Map<String, LiveTopic> live = new HashMap<>();

    /** The first reason of each topic that was stopped. */
    private final Map<String, SourceMismatch> stopped = new LinkedHashMap<>();

    SourceTopics(TopicSelection selection) {
        this.selection = selection;
    }

    /** Takes note of what a look has found. */
    void seen(Map<String, LiveTopic> found) {
        found.forEach((name, topic) -> {
            if (live.put(name, topic) == null && !selection.names().contains(name)) {
                LOG.info("topic found topic={} partitions={}", name, topic.partitions());
            }
        });
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

    /** Whether nothing is left that could be read, now or later. */
    boolean areAllStopped() {
        return !selection.isOpen() && stopped.keySet().containsAll(selection.names());
    }

    /** Why sources were stopped, in the order in which they were. */
    Collection<SourceMismatch> stopReasons() {
        return stopped.values();
    }
}
