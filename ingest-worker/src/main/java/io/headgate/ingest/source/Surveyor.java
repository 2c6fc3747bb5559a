package io.headgate.ingest.source;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Compares what Kafka has with what the graph knows. Thread-safe; waits for Kafka. */
public final class Surveyor {
    private final TopicCatalog catalog;
    private final TopicSelection selection;
    private final PlacementPlanner planner;

    Surveyor(TopicCatalog catalog, TopicSelection selection, PlacementPlanner planner) {
        this.catalog = catalog;
        this.selection = selection;
        this.planner = planner;
    }

    /**
     * Looks at all topics of the sources, and finds a place for the partitions of the order.
     *
     * @throws io.headgate.recovery.error.SourceUnavailable when Kafka does not answer
     */
    public Survey survey(SurveyOrder order, GraphManifest manifest) {
        Map<String, LiveTopic> live = catalog.select(selection);
        Map<String, SourceMismatch> mismatches = new LinkedHashMap<>();
        missing(live.keySet(), manifest).forEach(mismatch -> mismatches.putIfAbsent(mismatch.topic(), mismatch));
        unclear(live.keySet()).forEach(mismatch -> mismatches.putIfAbsent(mismatch.topic(), mismatch));
        changed(live, manifest).forEach(mismatch -> mismatches.putIfAbsent(mismatch.topic(), mismatch));
        List<SourcePartition> wanted = order.turns().keySet().stream()
                .filter(name -> exists(name, live) && !mismatches.containsKey(name.topic()))
                .map(name -> live.get(name.topic()).partition(name.partition()))
                .toList();
        List<Placement> placements =
                planner.plan(wanted, manifest, mismatch -> mismatches.putIfAbsent(mismatch.topic(), mismatch));
        // Planning may find out about a topic after some of its partitions were planned.
        List<Placement> readable = placements.stream()
                .filter(placement ->
                        !mismatches.containsKey(placement.partition().topic()))
                .toList();
        return new Survey(manifest, order, live, readable, new ArrayList<>(mismatches.values()));
    }

    /** A partition that the group's view of the topic has, and ours not yet, waits for the next survey. */
    private static boolean exists(TopicPartition name, Map<String, LiveTopic> live) {
        LiveTopic topic = live.get(name.topic());
        return topic != null && name.partition() < topic.partitions();
    }

    /** Only a topic that was named has to be there. */
    private List<SourceMismatch> missing(Set<String> live, GraphManifest manifest) {
        return selection.names().stream()
                .filter(topic -> !live.contains(topic))
                .map(topic -> new SourceMismatch(topic, -1, missing(topic, manifest)))
                .toList();
    }

    private static String missing(String topic, GraphManifest manifest) {
        boolean known = manifest.sources().stream()
                .anyMatch(source -> source.partition().topic().equals(topic));
        return known
                ? "topic '" + topic
                        + "', which the graph contains records of, does not exist any more; take it out of the"
                        + " configuration's sources, or feed the graph from a topic with a new name"
                : "topic '" + topic
                        + "' does not exist; create it, or correct the topic's name in the configuration's sources";
    }

    /** Those of which it is not clear what they feed. */
    private List<SourceMismatch> unclear(Set<String> live) {
        List<SourceMismatch> unclear = new ArrayList<>();
        for (String topic : live) {
            try {
                selection.sourceOf(topic);
            } catch (SourceMismatch mismatch) {
                unclear.add(mismatch);
            }
        }
        return unclear;
    }

    private static List<SourceMismatch> changed(Map<String, LiveTopic> live, GraphManifest manifest) {
        List<SourceMismatch> changed = new ArrayList<>();
        for (SourceOffset recorded : manifest.sources()) {
            LiveTopic topic = live.get(recorded.partition().topic());
            if (topic != null) {
                try {
                    ResumeRule.checkIdentity(
                            topic.partition(recorded.partition().partition()), recorded);
                } catch (SourceMismatch mismatch) {
                    changed.add(mismatch);
                }
            }
        }
        return changed;
    }
}
