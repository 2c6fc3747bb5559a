package io.headgate.ingest.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.ingest.broker.LoopbackPorts;
import io.headgate.ingest.config.HealthConfig;
import io.headgate.ingest.config.HttpConfig;
import io.headgate.ingest.config.MonitoringConfig;
import io.headgate.ingest.config.WorkerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A whole worker, as the command runs it, that can be asked over HTTP how it is. */
final class WatchedWorker implements AutoCloseable {
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
    private final CompletableFuture<ExitReport> report = new CompletableFuture<>();
    private final HttpProbe probe;

    private WatchedWorker(WorkerConfig config, int port) {
        this.probe = new HttpProbe(port);
        Thread thread = new Thread(
                () -> report.complete(WorkerRunner.run(config, false, Map.of(), ProgressListener.NONE, stop::complete)),
                "watched-worker");
        thread.setDaemon(true);
        thread.start();
    }

    static WatchedWorker start(WorkerConfig config) {
        try {
            int port = LoopbackPorts.free(1)[0];
            MonitoringConfig monitoring = new MonitoringConfig(
                    new HttpConfig(LoopbackPorts.HOST, Optional.of(port)),
                    HealthConfig.DEFAULT,
                    Duration.ofMillis(100));
            return new WatchedWorker(config.withMonitoring(monitoring), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it answers to probes; empty while it does not listen. */
    Optional<JsonNode> health(String question) {
        return probe.health(question);
    }

    boolean is(String question) {
        return probe.is(question);
    }

    /** The whole page of metrics. */
    String scrape() {
        return probe.scrape();
    }

    /** Samples by name and labels, as they stand on the page. */
    Map<String, Double> samples() {
        return probe.samples();
    }

    ExitReport stop() {
        try {
            stop.get(60, TimeUnit.SECONDS).run();
            return report.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the worker did not leave", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
