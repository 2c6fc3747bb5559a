package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.docs.ObservabilityFiles;
import io.headgate.recovery.intent.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a worker says of itself over HTTP: a real one, with a real broker. */
@ExtendWith(SharedBroker.class)
class MonitoringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "hunter2-and-more";

    private final Scenario scenario;

    MonitoringIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
    }

    @Test
    void theNumbersAreThoseOfTheGraph() {
        scenario.topics(1).kafka(Map.of("sasl.jaas.config", "password=\"" + SECRET + "\""));
        produce(0, 500);
        try (WatchedWorker worker = WatchedWorker.start(scenario.config())) {
            awaitPolled(worker, 1_001);
            produce(500, 700);
            awaitPolled(worker, 1_401);

            Map<String, Double> samples = worker.samples();
            assertThat(samples)
                    .containsEntry("headgate_records_polled_total", 1_401.0)
                    .containsEntry("headgate_records_total{outcome=\"superseded\"}", (double)
                            account().deduplicated())
                    .containsEntry("headgate_records_total{outcome=\"applied\"}", (double)
                            account().applied())
                    .containsEntry("headgate_records_total{outcome=\"dead_lettered\"}", 1.0)
                    .containsEntry("headgate_records_total{outcome=\"filtered\"}", 0.0)
                    .containsEntry("headgate_graph_version", (double)
                            scenario.manifest().version().number())
                    .containsEntry(lag(scenario.people), 0.0)
                    .containsEntry(behind(scenario.people), 0.0)
                    .containsEntry("headgate_partitions_reading", 2.0)
                    .containsEntry("headgate_partitions_paused", 0.0)
                    .containsEntry("headgate_worker_live", 1.0)
                    .containsEntry("headgate_worker_ready", 1.0)
                    .containsEntry("headgate_off_heap_limit_bytes{pool=\"rows\"}", 256.0 * 1024 * 1024)
                    .containsEntry("headgate_recoveries_total{outcome=\"refuse\"}", 0.0);
            assertThat(account().deduplicated()).isPositive();
            double commits = samples.get("headgate_commits_total{outcome=\"written\"}");
            assertThat(commits).isGreaterThanOrEqualTo(2);
            assertThat(samples)
                    .containsEntry("headgate_versions_published_total", commits)
                    .containsEntry("headgate_batch_records_count", commits)
                    .containsEntry("headgate_batch_records_sum", 1_401.0)
                    .containsEntry("headgate_commit_phase_seconds_count{phase=\"stage\"}", commits)
                    .containsEntry("headgate_commit_failures_total{reason=\"conflict\"}", 0.0);
            assertThat(samples.get("headgate_commit_phase_seconds_sum{phase=\"stage\"}"))
                    .isPositive();
            assertThat(samples.get("headgate_batch_bytes_sum")).isPositive();
            assertThat(samples.get(operations("put-if-absent"))).isGreaterThanOrEqualTo(commits);
            assertThat(samples.get("headgate_storage_failures_total{operation=\"put-if-absent\",store=\"objects\"}"))
                    .isZero();

            assertThat(worker.scrape()).doesNotContain(SECRET);
            assertThat(worker.health("ready").orElseThrow().toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void whatDashboardAlertsAndPageNameIsThere() throws Exception {
        scenario.topics(1);
        produce(0, 10);
        try (WatchedWorker worker = WatchedWorker.start(scenario.config())) {
            awaitPolled(worker, 20);

            Set<String> names = worker.samples().keySet().stream()
                    .map(sample -> sample.replaceFirst("\\{.*", ""))
                    .collect(Collectors.toSet());

            Set<String> elsewhere = ObservabilityFiles.metricsOfMaintenance();
            assertThat(ObservabilityFiles.metricsOfDashboard())
                    .allMatch(name -> names.contains(name) || elsewhere.contains(ObservabilityFiles.family(name)));
            assertThat(ObservabilityFiles.metricsOfAlerts())
                    .allMatch(name -> names.contains(name) || elsewhere.contains(ObservabilityFiles.family(name)));
            Set<String> families = names.stream()
                    .filter(name -> name.startsWith("headgate_"))
                    .map(ObservabilityFiles::family)
                    .collect(Collectors.toSet());
            assertThat(ObservabilityFiles.metricsOfPage()).isEqualTo(families);
        }
    }

    @Test
    void aWorkerIsLiveFromTheBeginningAndReadyOnceItReads() {
        scenario.topics(1);
        try (WatchedWorker worker = WatchedWorker.start(scenario.config())) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> worker.health("live").isPresent());
            Awaitility.await().atMost(PATIENCE).until(() -> {
                assertThat(worker.is("live")).isTrue();
                return worker.is("ready");
            });

            JsonNode ready = worker.health("ready").orElseThrow();
            assertThat(ready.get("reason").asText()).isEqualTo("reading 2 partitions");
            assertThat(ready.get("state").asText()).isEqualTo("running");
            assertThat(ready.get("graph_version").asLong()).isPositive();
            assertThat(ready.get("partitions").asInt()).isEqualTo(2);
        }
    }

    @Test
    void aWorkerThatItsGroupHasNoPartitionForIsReady() {
        scenario.topics(1);
        try (WatchedWorker one = startReady();
                WatchedWorker two = startReady();
                WatchedWorker three = startReady()) {
            List<WatchedWorker> workers = List.of(one, two, three);

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> workers.stream().allMatch(worker -> worker.is("ready"))
                            && workers.stream()
                                    .map(this::reason)
                                    .sorted()
                                    .toList()
                                    .equals(List.of(
                                            "idle: the group has no partition for this worker",
                                            "reading 1 partitions",
                                            "reading 1 partitions")));
        }
    }

    @Test
    void lagIsToldWhileNothingIsWritten() {
        scenario.topics(1).commit(new CommitConfig(Duration.ofHours(1), 20, DataSize.ofMebibytes(64)));
        try (WatchedWorker worker = WatchedWorker.start(scenario.config())) {
            Awaitility.await().atMost(PATIENCE).until(() -> worker.is("ready"));
            produce(0, 10);
            awaitPolled(worker, 20);
            produce(10, 15);

            String lag = lag(scenario.follows);
            String behind = behind(scenario.follows);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Double.valueOf(5).equals(worker.samples().get(lag)));
            Awaitility.await().atMost(PATIENCE).until(() -> worker.samples().get(behind) > 1);
        }
    }

    /** One after the other, because only one of them can make the graph. */
    private WatchedWorker startReady() {
        WatchedWorker worker = WatchedWorker.start(scenario.config());
        Awaitility.await().atMost(PATIENCE).until(() -> worker.is("ready"));
        return worker;
    }

    private String reason(WatchedWorker worker) {
        return worker.health("ready").orElseThrow().get("reason").asText();
    }

    private Account account() {
        return scenario.manifest().totals();
    }

    private static String operations(String operation) {
        return "headgate_storage_operation_seconds_count{operation=\"" + operation + "\",store=\"objects\"}";
    }

    /** Until that many records are visible and the worker knows that there are no more. */
    private void awaitPolled(WatchedWorker worker, double records) {
        Awaitility.await().atMost(PATIENCE).until(() -> worker.is("ready"));
        Awaitility.await().atMost(PATIENCE).until(() -> {
            Map<String, Double> samples = worker.samples();
            return samples.get("headgate_records_polled_total") == records
                    && Double.valueOf(0).equals(samples.get(lag(scenario.people)))
                    && Double.valueOf(0).equals(samples.get(lag(scenario.follows)));
        });
    }

    private static String lag(String topic) {
        return "headgate_partition_lag_records{partition=\"0\",topic=\"" + topic + "\"}";
    }

    private static String behind(String topic) {
        return "headgate_partition_behind_seconds{partition=\"0\",topic=\"" + topic + "\"}";
    }

    /** Ten times as many records as people, one record that is none, and as many edges. */
    private void produce(long from, long to) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            LongStream.range(from, to).forEach(n -> {
                producer.send(Scenario.person(scenario.people, "p" + n / 10, "name" + n));
                producer.send(Scenario.follow(scenario.follows, "p" + n, "p0", n));
            });
            if (from == 0 && to > 100) {
                producer.send(Scenario.record(scenario.follows, "bad", "not json"));
            }
        }
    }
}
