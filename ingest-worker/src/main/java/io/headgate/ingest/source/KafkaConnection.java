package io.headgate.ingest.source;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.SourceUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** A worker's clients of Kafka: one that asks, and one that reads. */
public record KafkaConnection(TopicCatalog catalog, SourceReader reader) implements AutoCloseable {

    /**
     * Connects, and checks every partition of every source against the graph version.
     *
     * @param atMost how long an answer of Kafka may be waited for now, if that is shorter than what the client is configured with
     * @throws BadConfiguration when Kafka's clients refuse a setting, or it is not clear what a topic feeds
     * @throws SourceUnavailable when Kafka does not answer
     */
    public static KafkaConnection open(
            Map<String, String> kafka, TopicSelection selection, GraphManifest manifest, Supplier<Duration> atMost) {
        TopicCatalog catalog = TopicCatalog.open(kafka, atMost);
        try {
            return new KafkaConnection(catalog, SourceReader.open(kafka, selection, catalog, manifest));
        } catch (RuntimeException e) {
            catalog.close();
            throw e;
        }
    }

    @Override
    public void close() {
        reader.close();
        catalog.close();
    }
}
