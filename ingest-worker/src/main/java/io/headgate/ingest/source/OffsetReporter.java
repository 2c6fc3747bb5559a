package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourceClaim;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Kafka how far the graph is: information for lag tools, so a failure is logged and nothing more. */
final class OffsetReporter {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetReporter.class);

    private final Consumer<?, ?> consumer;
    private final ActivePartitions active;

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

    private void send(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (committed, failure) -> log(failure));
        }
    }

    private static void log(@Nullable Exception failure) {
        if (failure instanceof RetriableException
                || failure instanceof RebalanceInProgressException
                || failure instanceof CommitFailedException) {
            // The next commit tells Kafka again, or that of the member that has the partitions now.
            LOG.debug("offsets not reported to kafka yet reason={}", failure.toString());
        } else if (failure != null) {
            LOG.warn("offsets not reported to kafka reason={}", failure.toString());
        }
    }
}
