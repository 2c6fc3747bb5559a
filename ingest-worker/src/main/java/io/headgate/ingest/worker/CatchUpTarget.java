package io.headgate.ingest.worker;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.intent.SourcePartition;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The offsets that a worker is to reach before it may leave: where every partition ended when it started, whichever worker
 * reads it.
 */
record CatchUpTarget(Map<SourcePartition, Long> ends) {
    CatchUpTarget {
        ends = Map.copyOf(ends);
    }

    /**
     * Whether the graph version contains all of it.
     *
     * @param excused topics that are not waited for, because they are not read any more
     */
    boolean reachedBy(GraphManifest manifest, Predicate<String> excused) {
        return ends.entrySet().stream()
                .filter(end -> !excused.test(end.getKey().topic()))
                .allMatch(end -> manifest.nextOffset(end.getKey())
                        .map(next -> next >= end.getValue())
                        .orElse(false));
    }

    /** Whether these positions have passed every end among them. */
    boolean passedBy(Map<SourcePartition, Long> positions) {
        return positions.entrySet().stream()
                .allMatch(position -> position.getValue() >= ends.getOrDefault(position.getKey(), 0L));
    }
}
