package io.headgate.ingest.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.ingest.broker.LoopbackPorts;
import io.headgate.ingest.config.HealthConfig;
import io.headgate.ingest.config.HttpConfig;
import io.headgate.ingest.config.MonitoringConfig;
import io.headgate.ingest.config.WorkerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A whole worker, as the command runs it, that can be asked over HTTP how it is. */
final class WatchedWorker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
    private final CompletableFuture<ExitReport> report = new CompletableFuture<>();
    private final int port;

    private WatchedWorker(WorkerConfig config, int port) {
        this.port = port;
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
        try {
            HttpResponse<String> response = get("/health/" + question);
            JsonNode answer = JSON.readTree(response.body());
            if (answer.get(question).asBoolean() != (response.statusCode() == 200)) {
                throw new AssertionError("status " + response.statusCode() + " for " + answer);
            }
            return Optional.of(answer);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean is(String question) {
        return health(question).map(answer -> answer.get(question).asBoolean()).orElse(false);
    }

    /** The whole page of metrics. */
    String scrape() {
        try {
            return get("/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Samples by name and labels, as they stand on the page. */
    Map<String, Double> samples() {
        Map<String, Double> samples = new TreeMap<>();
        scrape().lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> samples.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
        return samples;
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://" + LoopbackPorts.HOST + ":" + port + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
