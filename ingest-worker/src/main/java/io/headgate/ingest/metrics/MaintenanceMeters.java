package io.headgate.ingest.metrics;

import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.ingest.maintain.event.RequestReason;
import io.headgate.ingest.maintain.work.MaintenanceListener;
import io.headgate.ingest.maintain.work.WorkOutcome;
import io.headgate.ingest.maintain.work.WorkReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What a maintenance process does, and how the tables are that it looks at. Thread-safe. */
final class MaintenanceMeters implements MaintenanceListener {
    private final MaintenanceListener next;
    private final LongSupplier nanos;
    private final TableMeters tables;
    private final Map<WorkOutcome, Counter> requests = new EnumMap<>(WorkOutcome.class);
    private final Map<RequestReason, Counter> asked = new EnumMap<>(RequestReason.class);
    private final CleanupMeters cleanups;
    private final Counter rows;
    private final Counter fragmentsRemoved;
    private final Counter segments;
    private final Timer work;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong lastSurvey;

    /**
     * @param next told of the same
     */
    MaintenanceMeters(MeterRegistry registry, MaintenanceListener next, LongSupplier nanos) {
        this.next = next;
        this.nanos = nanos;
        this.lastSurvey = new AtomicLong(nanos.getAsLong());
        this.tables = new TableMeters(registry);
        for (WorkOutcome outcome : WorkOutcome.values()) {
            requests.put(
                    outcome,
                    Counter.builder("headgate.maintenance.requests")
                            .description("Requests that this process dealt with")
                            .tag("outcome", outcome.keyword())
                            .register(registry));
        }
        for (RequestReason reason : RequestReason.values()) {
            asked.put(
                    reason,
                    Counter.builder("headgate.planner.requests")
                            .description("Requests that the planner of this process made")
                            .tag("reason", reason.keyword())
                            .register(registry));
        }
        this.cleanups = new CleanupMeters(registry);
        this.rows = counter(registry, "headgate.maintenance.rows", "Rows that were written anew");
        this.fragmentsRemoved =
                counter(registry, "headgate.maintenance.fragments.replaced", "Fragments that were replaced");
        this.segments = counter(registry, "headgate.maintenance.segments", "Segments of indexes that were built");
        this.work = Timer.builder("headgate.maintenance.work")
                .description("Time that each request took that asked for work on a table")
                .serviceLevelObjectives(Buckets.durations())
                .register(registry);
        Gauge.builder("headgate.maintenance.waiting", waiting, AtomicLong::get)
                .description("Requests that wait for this process")
                .register(registry);
        Gauge.builder("headgate.maintenance.survey.age.seconds", this, MaintenanceMeters::surveyAge)
                .description("Time since all tables were looked at, or the process began")
                .strongReference(true)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private double surveyAge() {
        return (nanos.getAsLong() - lastSurvey.get()) / 1e9;
    }

    @Override
    public void surveyed(List<TableStatus> all) {
        lastSurvey.set(nanos.getAsLong());
        tables.show(all);
        next.surveyed(all);
    }

    @Override
    public void surveyed(TableStatus table) {
        tables.show(table);
        next.surveyed(table);
    }

    @Override
    public void worked(WorkReport report) {
        requests.get(report.outcome()).increment();
        rows.increment(report.rows());
        fragmentsRemoved.increment(report.fragmentsBefore());
        segments.increment(report.segments());
        if (!report.took().isZero()) {
            work.record(report.took());
        }
        next.worked(report);
    }

    @Override
    public void asked(RequestReason reason) {
        asked.get(reason).increment();
        next.asked(reason);
    }

    @Override
    public void cleanedUp(Optional<CleanupReport> report) {
        cleanups.cleanedUp(report);
        next.cleanedUp(report);
    }

    @Override
    public void waiting(long requestCount) {
        waiting.set(requestCount);
        next.waiting(requestCount);
    }
}
