package io.headgate.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that the Compose file starts, as Compose starts it. */
final class ComposeIT {

    private static final String GRAPH = "s3://headgate/social";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void theGraphIsExactAfterAWorkerWasKilledAndMoreCame() throws Exception {
        try (Compose compose = Compose.require(
                directory, Map.of("RECORDS_PER_SECOND", "100", "WORKER_MEMORY", "1g", "PARTITIONS", "6"))) {
            compose.run("up", "--wait");
            List<String> two = compose.containers("worker");
            assertThat(two)
                    .hasSize(2)
                    .allSatisfy(worker ->
                            assertThat(compose.state(worker, "Health.Status")).isEqualTo("healthy"));
            awaitMoreThan(compose, 0);

            compose.kill(two.get(0));
            compose.run("up", "--scale", "worker=3", "--wait");
            assertThat(compose.containers("worker")).hasSize(3).containsAll(two);
            awaitMoreThan(compose, polled(compose));

            compose.run("stop", "producer");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    offsets(compose).path("lag_records").asLong())
                            .isZero());
            compose.run("stop", "worker", "maintain");

            assertThat(Stream.concat(compose.containers("worker").stream(), compose.containers("maintain").stream()))
                    .hasSize(4)
                    .allSatisfy(container ->
                            assertThat(compose.state(container, "ExitCode")).isEqualTo("0"));
            assertThat(rows(compose, "Follows")).isEqualTo(written(compose, "follows"));
            assertThat(polled(compose)).isEqualTo(written(compose, "follows") + written(compose, "people"));
            compose.verb("verify", "--graph", GRAPH, "--deep");
        }
    }

    private static void awaitMoreThan(Compose compose, long records) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(polled(compose)).isGreaterThan(records));
    }

    private static long polled(Compose compose) throws Exception {
        return compose.verb("status", "--graph", GRAPH)
                .path("account")
                .path("polled")
                .asLong();
    }

    private static long rows(Compose compose, String table) throws Exception {
        return elements(compose.verb("status", "--graph", GRAPH).path("tables"))
                .filter(element -> element.path("name").asText().equals(table))
                .findFirst()
                .orElseThrow()
                .path("rows")
                .asLong();
    }

    /** Records that a topic has. */
    private static long written(Compose compose, String topic) throws Exception {
        return elements(offsets(compose).path("partitions"))
                .filter(partition -> partition.path("topic").asText().equals(topic))
                .mapToLong(partition -> partition.path("end_offset").asLong())
                .sum();
    }

    private static JsonNode offsets(Compose compose) throws Exception {
        return compose.verb("offsets", "--graph", GRAPH, "--config", "/etc/headgate/worker.yaml");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
