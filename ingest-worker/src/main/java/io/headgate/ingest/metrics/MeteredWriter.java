package io.headgate.ingest.metrics;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteRequest;
import io.headgate.engine.write.WriteResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Passes every call on to another writer, and counts the writes that fail, by what they failed of. */
final class MeteredWriter implements GraphWriter {
    private final GraphWriter writer;
    private final Map<WriteFailure, Counter> failures = new EnumMap<>(WriteFailure.class);

    /**
     * @param writer closed with this one
     */
    MeteredWriter(GraphWriter writer, MeterRegistry registry) {
        this.writer = writer;
        for (WriteFailure failure : WriteFailure.values()) {
            failures.put(
                    failure,
                    Counter.builder("headgate.commit.failures")
                            .description("Attempts to write a batch that failed; many are tried again")
                            .tag("reason", failure.keyword())
                            .register(registry));
        }
    }

    @Override
    public GraphManifest current() {
        return writer.current();
    }

    @Override
    public GraphSchema schema() {
        return writer.schema();
    }

    @Override
    public GraphManifest refresh() {
        return writer.refresh();
    }

    @Override
    public WriteResult write(WriteRequest request) {
        try {
            return writer.write(request);
        } catch (RuntimeException e) {
            failures.get(WriteFailure.of(e)).increment();
            throw e;
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
