package io.headgate.ingest.maintain.work;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.Pace;
import io.headgate.engine.maintain.TableReport;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.ingest.maintain.event.GraphEvent;
import io.headgate.ingest.maintain.event.MaintenanceRequest;
import io.headgate.ingest.maintain.event.SurveyEvent;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.GraphId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a request asks for, one commit after the other, so that it can end between two. What fails is tried again and then
 * given up: the table is asked for again when its time has come. For use by one thread at a time.
 */
final class TableWork {
    private static final Logger LOG = LoggerFactory.getLogger(TableWork.class);

    private final GraphId graph;
    private final Maintenance maintenance;
    private final MaintenanceLimits limits;
    private final MaintenanceLimits oneCommit;
    private final int mostCommits;
    private final Pace pace;
    private final Consumer<Duration> rest;
    private final RetryPolicy<Object> retries;
    private final Consumer<GraphEvent> events;
    private final MaintenanceListener listener;
    private final BooleanSupplier leaving;
    private final Clock clock;
    private final LongSupplier nanos;

    /**
     * @param maintenance used by this alone
     * @param rest waits that long, or until the process is told to stop
     * @param events takes what the planner is to know; must not wait
     * @param leaving whether the process has been told to stop
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     */
    TableWork(
            GraphId graph,
            Maintenance maintenance,
            MaintenanceLimits limits,
            Pace pace,
            Consumer<Duration> rest,
            MaintenanceTuning tuning,
            Consumer<GraphEvent> events,
            MaintenanceListener listener,
            BooleanSupplier leaving,
            Clock clock,
            LongSupplier nanos) {
        this.graph = graph;
        this.maintenance = maintenance;
        this.limits = limits;
        this.oneCommit = limits.withMostCommits(1);
        this.mostCommits = tuning.mostCommits();
        this.pace = pace;
        this.rest = rest;
        this.events = events;
        this.listener = listener;
        this.leaving = leaving;
        this.clock = clock;
        this.nanos = nanos;
        this.retries = RetryPolicy.builder()
                .handleIf(failure -> isPassing(failure) && !leaving.getAsBoolean())
                .withBackoff(tuning.shortestPause(), tuning.longestPause())
                .withJitter(0.25)
                .withMaxAttempts(tuning.attempts())
                .onRetry(retry -> LOG.warn(
                        "maintenance tried again attempt={} reason={}",
                        retry.getAttemptCount(),
                        String.valueOf(retry.getLastException())))
                .build();
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof StorageUnavailable
                || failure instanceof OutcomeUnknown
                || failure instanceof Conflict;
    }

    /** Never throws. */
    WorkReport run(MaintenanceRequest request) {
        if (!request.graph().equals(graph)) {
            LOG.warn("request for another graph, overlooked graph={} table={}", request.graph(), request.name());
            return told(request, WorkReport.none(WorkOutcome.FOREIGN));
        }
        long started = nanos.getAsLong();
        WorkReport report = WorkReport.none(WorkOutcome.NOTHING);
        WorkOutcome outcome;
        try {
            int failures = 0;
            int commits = 0;
            long others = 0;
            Optional<WorkOutcome> ended = Optional.empty();
            while (ended.isEmpty()) {
                long begun = nanos.getAsLong();
                Optional<TableReport> step =
                        Failsafe.with(retries).get(() -> maintenance.optimize(request.table(), oneCommit));
                Duration worked = Duration.ofNanos(nanos.getAsLong() - begun);
                if (step.isPresent()) {
                    report = report.plus(step.get());
                    failures = step.get().published().isEmpty() ? failures + 1 : 0;
                    commits++;
                    others += step.get().others();
                }
                ended = outcome(step, report, commits, others, failures);
                if (ended.isEmpty() && step.isPresent()) {
                    rest.accept(pace.restAfter(worked, step.get().others()));
                    ended = leaving.getAsBoolean() ? Optional.of(WorkOutcome.INTERRUPTED) : ended;
                }
            }
            outcome = ended.get();
            conclude(request, outcome, !report.published().isEmpty());
        } catch (HeadgateException e) {
            LOG.warn("request given up table={} kind={} reason={}", request.name(), e.kind(), e.getMessage());
            outcome = WorkOutcome.FAILED;
        } catch (RuntimeException e) {
            LOG.error("request given up table={} reason={}", request.name(), e.toString(), e);
            outcome = WorkOutcome.FAILED;
        }
        return told(request, report.ended(outcome, Duration.ofNanos(nanos.getAsLong() - started)));
    }

    private Optional<WorkOutcome> outcome(
            Optional<TableReport> step, WorkReport soFar, int commits, long others, int failures) {
        if (step.isEmpty()) {
            return Optional.of(WorkOutcome.GONE);
        }
        if (step.get().finished()) {
            return Optional.of(soFar.published().isEmpty() ? WorkOutcome.NOTHING : WorkOutcome.DONE);
        }
        if (leaving.getAsBoolean()) {
            return Optional.of(WorkOutcome.INTERRUPTED);
        }
        boolean enough = commits >= (others > 0 ? mostCommits : limits.mostCommits()) || failures >= limits.attempts();
        return enough ? Optional.of(WorkOutcome.UNFINISHED) : Optional.empty();
    }

    /** Says how the table is now. One that could not be bettered because others are faster is left alone for a while. */
    private void conclude(MaintenanceRequest request, WorkOutcome outcome, boolean bettered) {
        if (outcome == WorkOutcome.INTERRUPTED) {
            return;
        }
        Optional<TableStatus> status = maintenance.survey(request.table(), limits);
        status.ifPresent(listener::surveyed);
        if (outcome == WorkOutcome.UNFINISHED && !bettered) {
            return;
        }
        SurveyEvent.Table found = status.map(
                        table -> bettered ? SurveyEvent.Table.of(table) : SurveyEvent.Table.atRest(table))
                .orElseGet(
                        () -> new SurveyEvent.Table(request.table(), request.kind(), request.name(), 0, false, false));
        events.accept(new SurveyEvent(
                graph,
                status.map(TableStatus::graphVersion).orElse(request.version()),
                SurveyEvent.Cause.HANDLED,
                clock.instant(),
                List.of(found)));
    }

    private WorkReport told(MaintenanceRequest request, WorkReport report) {
        LOG.info(
                "maintained table={} reason={} outcome={} versions={} fragments={}->{} rows={} segments={} ms={}",
                request.name(),
                request.reason().keyword(),
                report.outcome().keyword(),
                report.published(),
                report.fragmentsBefore(),
                report.fragmentsAfter(),
                report.rows(),
                report.segments(),
                report.took().toMillis());
        listener.worked(report);
        return report;
    }
}
