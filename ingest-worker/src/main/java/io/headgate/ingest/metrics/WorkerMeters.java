package io.headgate.ingest.metrics;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.health.HealthRules;
import io.headgate.ingest.health.Pulse;
import io.headgate.ingest.source.PartitionSlice;
import io.headgate.ingest.source.ReadingState;
import io.headgate.ingest.worker.CommitReport;
import io.headgate.ingest.worker.ProgressListener;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How the worker as a whole stands, and what its threads tell. */
final class WorkerMeters implements ProgressListener {
    private final Pulse pulse;
    private final CommitMeters commits;
    private final UnseenRecords unseen;
    private final LongSupplier nanos;
    private final AtomicLong pausedNanos = new AtomicLong();
    private long lastRound;

    /**
     * @param pulse has to be told before this one
     */
    WorkerMeters(MeterRegistry registry, Pulse pulse, HealthRules rules, UnseenRecords unseen, LongSupplier nanos) {
        this.pulse = pulse;
        this.commits = new CommitMeters(registry);
        this.unseen = unseen;
        this.nanos = nanos;
        this.lastRound = nanos.getAsLong();
        gauge(
                registry,
                "headgate.worker.live",
                "Whether the worker's threads get on",
                known -> rules.live(known.vitals()).ok() ? 1 : 0);
        gauge(
                registry,
                "headgate.worker.ready",
                "Whether the worker reads, or is idle with nothing to read",
                known -> rules.ready(known.vitals()).ok() ? 1 : 0);
        gauge(
                registry,
                "headgate.graph.version",
                "Newest graph version that the worker has seen",
                known -> known.newest().map(newest -> newest.version().number()).orElse(0L));
        gauge(
                registry,
                "headgate.partitions.reading",
                "Partitions that the worker reads",
                known -> known.reading().reading().size());
        gauge(
                registry,
                "headgate.partitions.waiting",
                "Assigned partitions that wait until it is known where the graph is",
                known -> known.reading().waiting());
        gauge(
                registry,
                "headgate.partitions.paused",
                "Partitions that are not fetched at present, because batch or memory is full",
                known -> known.reading().held() ? known.reading().reading().size() : 0);
        gauge(
                registry,
                "headgate.sources.stopped",
                "Sources that are not what the graph knows and were stopped",
                known -> known.reading().stopped());
        FunctionCounter.builder("headgate.paused.seconds", pausedNanos, paused -> paused.get() / 1e9)
                .description("Time in which nothing was fetched, because batch or memory was full")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Pulse> value) {
        Gauge.builder(name, pulse, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void committed(CommitReport report) {
        commits.committed(report);
    }

    @Override
    public void contained() {
        commits.contained();
    }

    @Override
    public void polled(List<PartitionSlice> slices) {
        unseen.arrived(slices);
    }

    @Override
    public void stepped(GraphManifest newest, Supplier<ReadingState> reading) {
        long now = nanos.getAsLong();
        if (pulse.reading().held()) {
            pausedNanos.addAndGet(now - lastRound);
        }
        lastRound = now;
    }
}
