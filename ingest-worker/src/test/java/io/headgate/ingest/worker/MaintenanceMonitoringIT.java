package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.config.MaintenanceConfig;
import io.headgate.ingest.config.PlannerConfig;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.docs.ObservabilityFiles;
import io.headgate.ingest.maintain.work.MaintenanceRoles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a maintenance process says of itself and of the tables over HTTP: a real one, with a real broker. */
@ExtendWith(SharedBroker.class)
class MaintenanceMonitoringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PERSON = "{kind=\"node\",table=\"Person\"}";

    private final Scenario scenario;

    MaintenanceMonitoringIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
    }

    @Test
    void theNumbersAreThoseOfTheTables() throws Exception {
        WorkerConfig config = scenario.topics(1)
                .maintenance(MaintenanceConfig.DEFAULT.withPlanner(new PlannerConfig(
                        Duration.ofMillis(500), Duration.ofSeconds(5), 1_000_000, Duration.ofHours(1))))
                .config();
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            producer.send(Scenario.person(scenario.people, "p1", "Ada"));
            producer.send(Scenario.person(scenario.people, "p2", "Bob"));
        }
        assertThat(scenario.runUntilCaughtUp().exitCode()).isZero();
        try (RunningMaintenance maintenance = RunningMaintenance.start(config, MaintenanceRoles.BOTH)) {
            Awaitility.await().atMost(PATIENCE).until(() -> maintenance.is("ready"));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Double.valueOf(0)
                            .equals(maintenance.samples().get("headgate_table_indexed_lag_versions" + PERSON)));

            Map<String, Double> samples = maintenance.samples();
            assertThat(samples)
                    .containsEntry("headgate_table_fragments" + PERSON, 1.0)
                    .containsEntry("headgate_table_deleted_rows" + PERSON, 0.0)
                    .containsEntry("headgate_table_unindexed_rows" + PERSON, 0.0)
                    .containsEntry("headgate_table_needs_work" + PERSON, 0.0)
                    .containsEntry("headgate_maintenance_requests_total{outcome=\"failed\"}", 0.0)
                    .containsEntry("headgate_events_total{outcome=\"dropped\"}", 0.0)
                    .containsEntry("headgate_maintenance_live", 1.0);
            assertThat(samples.get("headgate_maintenance_requests_total{outcome=\"done\"}"))
                    .isPositive();
            assertThat(samples.get("headgate_maintenance_segments_total")).isPositive();
            assertThat(samples.get("headgate_planner_requests_total{reason=\"surveyed\"}"))
                    .isPositive();
            assertThat(samples.get("headgate_maintenance_survey_age_seconds")).isBetween(0.0, 30.0);
            assertThat(samples.get("headgate_versions_published_total")).isEqualTo((double)
                    scenario.history(100).stream()
                            .filter(version -> version.operation().equals(GraphManifest.OPTIMIZE))
                            .count());

            Set<String> families = samples.keySet().stream()
                    .map(sample -> ObservabilityFiles.family(sample.replaceFirst("\\{.*", "")))
                    .filter(name -> name.startsWith("headgate_"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(families).containsAll(ObservabilityFiles.metricsOfMaintenance());
            families.removeAll(ObservabilityFiles.metricsOfMaintenance());
            assertThat(ObservabilityFiles.metricsOfPage())
                    .as("the others are explained as a worker's")
                    .containsAll(families);
        }
    }

    @Test
    void aPlannerAloneIsReadyWhenItHasTheGraphsPartition() {
        WorkerConfig config = scenario.topics(1).config();
        assertThat(scenario.runUntilCaughtUp().exitCode()).isZero();

        try (RunningMaintenance planner = RunningMaintenance.start(config, MaintenanceRoles.PLANNER)) {
            Awaitility.await().atMost(PATIENCE).until(() -> planner.reason().equals("reading 1 partitions"));

            assertThat(planner.stop().exitCode()).isZero();
        }
    }
}
