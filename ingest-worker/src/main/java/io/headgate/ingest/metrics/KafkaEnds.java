package io.headgate.ingest.metrics;

import io.headgate.ingest.source.TopicCatalog;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourcePartition;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks Kafka where partitions end, through a client of its own that is made when it is first needed. For use by one thread. */
final class KafkaEnds implements AutoCloseable {
    private final Map<String, String> kafka;
    private @Nullable TopicCatalog catalog;

    KafkaEnds(Map<String, String> kafka) {
        this.kafka = kafka;
    }

    /**
     * @throws SourceUnavailable when Kafka does not answer
     */
    Map<SourcePartition, Long> of(Collection<SourcePartition> partitions) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        TopicCatalog open = catalog;
        if (open == null) {
            open = TopicCatalog.open(kafka);
            catalog = open;
        }
        return open.ends(partitions);
    }

    @Override
    public void close() {
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
    }
}
