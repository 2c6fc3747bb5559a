package io.headgate.ingest.worker;

import io.headgate.ingest.source.LiveTopic;
import io.headgate.ingest.source.TopicCatalog;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Proves that records come from the topics that their claims name. Kafka's consumer goes on silently in a topic that was
 * created anew under it; but ids never come back, so a topic that has its id now had it when the records were read.
 */
final class TopicGuard {
    private final TopicCatalog catalog;

    TopicGuard(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @throws SourceMismatch when a topic is gone or another one
     * @throws SourceUnavailable when Kafka does not answer
     */
    void verify(List<SourceClaim> claims) {
        Map<String, LiveTopic> live = catalog.describe(
                claims.stream().map(claim -> claim.partition().topic()).collect(Collectors.toSet()));
        for (SourceClaim claim : claims) {
            SourcePartition read = claim.partition();
            LiveTopic topic = live.get(read.topic());
            if (topic == null) {
                throw mismatch(read, "was deleted while it was read");
            }
            if (!topic.partition(read.partition()).equals(read)) {
                throw mismatch(read, "was created anew while it was read and now has id " + topic.id());
            }
        }
    }

    private static SourceMismatch mismatch(SourcePartition read, String event) {
        return new SourceMismatch(
                read.topic(),
                read.partition(),
                "topic " + read.topic() + " with id " + read.topicId() + " " + event
                        + "; nothing of the batch was written. Accept it with headgate offsets rebase, feed the graph from a topic with a new name, or let another"
                        + " graph (key 'graph') start from what Kafka has now");
    }
}
