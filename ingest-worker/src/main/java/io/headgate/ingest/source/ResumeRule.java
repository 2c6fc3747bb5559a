package io.headgate.ingest.source;

import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourcePartition;

/** Decides whether a partition is the one that the graph knows, and whether Kafka still has what the graph needs next. */
final class ResumeRule {
    private static final String NEW_GRAPH = "let another graph (key 'graph') start from what Kafka has now";

    private ResumeRule() {}

    /**
     * @throws SourceMismatch when the recorded partition is in another cluster, or of another topic with the same name
     */
    static void checkIdentity(SourcePartition live, SourceOffset recorded) {
        SourcePartition known = recorded.partition();
        if (!known.cluster().equals(live.cluster())) {
            throw mismatch(
                    live,
                    "the graph contains " + known + " of cluster " + known.cluster() + " up to offset "
                            + recorded.nextOffset() + ", but this is cluster " + live.cluster()
                            + "; point kafka.bootstrap.servers at the recorded cluster, accept this one with headgate"
                            + " offsets rebase, or " + NEW_GRAPH);
        }
        if (!known.topicId().equals(live.topicId())) {
            throw mismatch(
                    live,
                    "the graph contains " + known + " of the topic with id " + known.topicId() + " up to offset "
                            + recorded.nextOffset() + ", but topic " + live.topic()
                            + " was created anew and now has id " + live.topicId()
                            + "; accept it with headgate offsets rebase, feed the graph from a topic with a new name, or "
                            + NEW_GRAPH);
        }
    }

    /**
     * @throws SourceMismatch when Kafka has deleted what comes next, or has less than the graph contains
     */
    static void checkRange(SourcePartition live, long nextOffset, OffsetRange log) {
        if (nextOffset < log.start()) {
            throw mismatch(
                    live,
                    "the graph needs offset " + nextOffset + " of " + live + " next, but Kafka's oldest is "
                            + log.start()
                            + ": " + (log.start() - nextOffset)
                            + " offsets were deleted before they were ingested; go on without them with headgate offsets"
                            + " skip, or " + NEW_GRAPH
                            + ", and give the topic a longer retention");
        }
        if (nextOffset > log.end()) {
            throw mismatch(
                    live,
                    "the graph contains " + live + " up to offset " + nextOffset + ", but Kafka ends at " + log.end()
                            + ": the log was cut by " + (nextOffset - log.end())
                            + " offsets; bring the lost records back into Kafka, go on at its end with headgate offsets"
                            + " rewind, or " + NEW_GRAPH);
        }
    }

    private static SourceMismatch mismatch(SourcePartition live, String message) {
        return new SourceMismatch(live.topic(), live.partition(), message);
    }
}
