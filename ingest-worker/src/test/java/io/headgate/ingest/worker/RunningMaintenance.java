package io.headgate.ingest.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.ingest.broker.LoopbackPorts;
import io.headgate.ingest.config.HealthConfig;
import io.headgate.ingest.config.HttpConfig;
import io.headgate.ingest.config.MonitoringConfig;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.maintain.event.RequestReason;
import io.headgate.ingest.maintain.work.MaintenanceListener;
import io.headgate.ingest.maintain.work.MaintenanceRoles;
import io.headgate.ingest.maintain.work.MaintenanceRunner;
import io.headgate.ingest.maintain.work.WorkOutcome;
import io.headgate.ingest.maintain.work.WorkReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A whole maintenance process on a thread of this JVM, which keeps what it has done and can be asked over HTTP how it is. */
final class RunningMaintenance implements AutoCloseable, MaintenanceListener {
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
    private final CompletableFuture<ExitReport> report = new CompletableFuture<>();
    private final List<WorkReport> reports = new CopyOnWriteArrayList<>();
    private final List<RequestReason> reasons = new CopyOnWriteArrayList<>();
    private final HttpProbe probe;

    private RunningMaintenance(WorkerConfig config, MaintenanceRoles roles, int port) {
        this.probe = new HttpProbe(port);
        Thread thread = new Thread(
                () -> report.complete(MaintenanceRunner.run(config, roles, Map.of(), stop::complete, this)),
                "running-maintenance");
        thread.setDaemon(true);
        thread.start();
    }

    static RunningMaintenance start(WorkerConfig config, MaintenanceRoles roles) {
        try {
            int port = LoopbackPorts.free(1)[0];
            MonitoringConfig monitoring = new MonitoringConfig(
                    new HttpConfig(LoopbackPorts.HOST, Optional.of(port)),
                    HealthConfig.DEFAULT,
                    Duration.ofMillis(100));
            return new RunningMaintenance(config.withMonitoring(monitoring), roles, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void worked(WorkReport work) {
        reports.add(work);
    }

    @Override
    public void asked(RequestReason reason) {
        reasons.add(reason);
    }

    /** Why its planner asked for tables, in order. */
    List<RequestReason> reasons() {
        return List.copyOf(reasons);
    }

    long count(WorkOutcome outcome) {
        return reports.stream().filter(work -> work.outcome() == outcome).count();
    }

    long requests() {
        return reports.size();
    }

    boolean is(String question) {
        return probe.is(question);
    }

    /** Why it is ready or not; empty while it does not listen. */
    String reason() {
        return probe.health("ready")
                .map(answer -> answer.get("reason"))
                .map(JsonNode::asText)
                .orElse("");
    }

    Map<String, Double> samples() {
        return probe.samples();
    }

    ExitReport stop() {
        try {
            stop.get(60, TimeUnit.SECONDS).run();
            return report.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("maintenance did not leave", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
