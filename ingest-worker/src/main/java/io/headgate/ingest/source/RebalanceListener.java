package io.headgate.ingest.source;

import java.util.Collection;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the group's assignment. Kafka calls it inside poll and close, on the polling thread. */
final class RebalanceListener implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(RebalanceListener.class);

    private final ActivePartitions active;
    private final Predicate<String> stoppedTopics;
    private final AssignmentHandler handler;

    RebalanceListener(ActivePartitions active, Predicate<String> stoppedTopics, AssignmentHandler handler) {
        this.active = active;
        this.stoppedTopics = stoppedTopics;
        this.handler = handler;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        if (added.isEmpty()) {
            return;
        }
        LOG.info("partitions assigned partitions={}", added);
        active.admit(added);
        active.silence(stoppedTopics);
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
