package io.headgate.ingest.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.ingest.broker.LoopbackPorts;
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

/** Asks a process of this machine over HTTP how it is. */
final class HttpProbe {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    HttpProbe(int port) {
        this.port = port;
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
}
