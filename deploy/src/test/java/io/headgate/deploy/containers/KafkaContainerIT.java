package io.headgate.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.deploy.sample.SampleConfig;
import io.headgate.deploy.sample.SampleGraph;
import io.headgate.deploy.sample.SampleRecords;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.ingest.worker.WorkerRunner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/** The sample, and the suites of workers, on the broker that the Compose file starts. */
final class KafkaContainerIT {

    private static final int RECORDS = 5_000;

    @TempDir
    Path directory;

    @Test
    void theSampleFromABrokerInAContainerIsInTheGraphOnce() throws Exception {
        Path graph = directory.resolve("graph");
        try (KafkaContainer kafka = new KafkaContainer(ContainerImage.KAFKA.require())) {
            kafka.start();
            SampleRecords.createTopics(kafka.getBootstrapServers(), 4);
            SampleRecords.produce(kafka.getBootstrapServers(), RECORDS);

            WorkerConfig config = SampleConfig.inDirectory(directory, kafka.getBootstrapServers(), graph);
            ExitReport first = WorkerRunner.run(config, true, Map.of());
            ExitReport again = WorkerRunner.run(config, true, Map.of());

            assertThat(first.exitCode()).isZero();
            assertThat(again.commits()).isZero();
            assertThat(SampleGraph.in(graph)).isEqualTo(SampleGraph.of(RECORDS));
        }
    }

    @Test
    void everySuiteOfWorkersHoldsOnABrokerInAContainer() {
        try (KafkaContainer kafka = new KafkaContainer(ContainerImage.KAFKA.require())) {
            kafka.start();

            assertThat(KafkaSuites.run(kafka.getBootstrapServers(), KafkaSuites.ALL))
                    .isGreaterThan(KafkaSuites.ALL.size());
        }
    }
}
