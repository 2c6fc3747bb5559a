package io.headgate.ingest.metrics;

import io.headgate.engine.cleanup.CleanupReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** What scheduled cleanups come to. Thread-safe. */
final class CleanupMeters {
    private final Counter done;
    private final Counter incomplete;
    private final Counter failed;
    private final Counter versions;
    private final Counter bytes;

    CleanupMeters(MeterRegistry registry) {
        this.done = runs(registry, "done");
        this.incomplete = runs(registry, "incomplete");
        this.failed = runs(registry, "failed");
        this.versions = Counter.builder("headgate.cleanup.versions")
                .description("Graph versions that were removed")
                .register(registry);
        this.bytes = Counter.builder("headgate.cleanup.bytes")
                .description("Size of the table files that were removed")
                .register(registry);
    }

    private static Counter runs(MeterRegistry registry, String outcome) {
        return Counter.builder("headgate.cleanup.runs")
                .description("Scheduled cleanups")
                .tag("outcome", outcome)
                .register(registry);
    }

    void cleanedUp(Optional<CleanupReport> report) {
        if (report.isEmpty()) {
            failed.increment();
            return;
        }
        (report.get().failure().isPresent() ? incomplete : done).increment();
        versions.increment(report.get().versions());
        bytes.increment(report.get().removed().bytes());
    }
}
