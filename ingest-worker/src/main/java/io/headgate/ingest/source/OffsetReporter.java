package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourceClaim;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka how far the graph is: information for lag tools, so nobody waits for it. What does not reach Kafka is told again, as
 * there may be no more records to tell of. For use by one thread.
 */
final class OffsetReporter {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetReporter.class);

    private final Consumer<?, ?> consumer;
    private final ActivePartitions active;
    /** The newest that there was to tell, of each partition that is read. */
    private final Map<TopicPartition, OffsetAndMetadata> newest = new HashMap<>();
    /** What of that has not reached Kafka. */
    private final Set<TopicPartition> due = new HashSet<>();

    OffsetReporter(Consumer<?, ?> consumer, ActivePartitions active) {
        this.consumer = consumer;
        this.active = active;
    }

    /** The graph contains these; those of partitions that are not read any more are their new owner's to report. */
    void report(Collection<SourceClaim> claims) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (SourceClaim claim : claims) {
            TopicPartition name = TopicCatalog.kafkaName(claim.partition());
            if (active.find(name).isPresent()) {
                offsets.put(name, new OffsetAndMetadata(claim.to()));
            }
        }
        send(offsets);
    }

    /**
     * Reading begins there. Whoever read before may have died before it could report, and without new records nobody else would; a lag that
     * is none would be there for ever.
     */
    void reportPlaces(Collection<Placement> placements) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Placement placement : placements) {
            if (placement.recorded()) {
                offsets.put(TopicCatalog.kafkaName(placement.partition()), new OffsetAndMetadata(placement.offset()));
            }
        }
        send(offsets);
    }

    /** Tells again what did not reach Kafka and is still the newest. */
    void repeat() {
        if (due.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> again = new HashMap<>(newest);
        again.keySet().retainAll(due);
        again.keySet().removeIf(name -> active.find(name).isEmpty());
        due.clear();
        send(again);
    }

    private void send(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!offsets.isEmpty()) {
            newest.keySet().removeIf(name -> active.find(name).isEmpty());
            newest.putAll(offsets);
            consumer.commitAsync(offsets, (told, failure) -> answered(offsets, failure));
        }
    }

    private void answered(Map<TopicPartition, OffsetAndMetadata> told, @Nullable Exception failure) {
        if (failure instanceof RetriableException || failure instanceof RebalanceInProgressException) {
            LOG.debug("offsets not reported to kafka yet reason={}", failure.toString());
            told.forEach((name, offset) -> {
                if (offset.equals(newest.get(name))) {
                    due.add(name);
                }
            });
        } else if (failure instanceof CommitFailedException) {
            // The member that has the partitions now tells where it begins to read.
            LOG.debug("offsets not reported to kafka reason={}", failure.toString());
        } else if (failure != null) {
            LOG.warn("offsets not reported to kafka reason={}", failure.toString());
        }
    }
}
