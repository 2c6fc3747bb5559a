package io.headgate.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.deploy.sample.SampleConfig;
import io.headgate.deploy.sample.SampleGraph;
import io.headgate.deploy.sample.SampleRecords;
import io.headgate.engine.s3.S3Server;
import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.ingest.worker.WorkerRunner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.utility.DockerImageName;

/** The sample, and the suites for S3, on the store that the Compose file starts. */
final class MinioContainerIT {

    private static final int RECORDS = 5_000;
    private static final String BUCKET = "headgate";

    @TempDir
    Path directory;

    @Test
    void theSampleIsInAGraphOnAStoreInAContainerOnce() throws Exception {
        DockerImageName image = ContainerImage.MINIO.require();
        try (MinIOContainer minio = Store.container(image);
                EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
            minio.start();
            Store.makeBucket(minio, BUCKET);
            SampleRecords.createTopics(kafka.bootstrapServers(), 4);
            SampleRecords.produce(kafka.bootstrapServers(), RECORDS);

            WorkerConfig config = SampleConfig.onS3(
                    kafka.bootstrapServers(),
                    Map.of(
                            "HEADGATE_GRAPH",
                            "s3://" + BUCKET + "/social",
                            "HEADGATE_S3_ENDPOINT",
                            minio.getS3URL(),
                            "HEADGATE_S3_REGION",
                            "us-east-1",
                            "HEADGATE_S3_PATH_STYLE",
                            "true"));
            ExitReport first = WorkerRunner.run(config, true, Map.of());
            ExitReport again = WorkerRunner.run(config, true, Map.of());

            assertThat(first.exitCode()).isZero();
            assertThat(again.commits()).isZero();
            assertThat(SampleGraph.at(config.graph(), config.s3())).isEqualTo(SampleGraph.of(RECORDS));
        }
    }

    @Test
    void everySuiteForS3HoldsOnAStoreInAContainer() {
        DockerImageName image = ContainerImage.MINIO.require();
        try (MinIOContainer minio = Store.container(image)) {
            minio.start();
            Store.makeBucket(minio, S3Server.BUCKET);

            assertThat(S3Suites.run(minio.getS3URL(), S3Suites.ALL)).isGreaterThan(S3Suites.ALL.size());
        }
    }
}
