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
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The sample, and the suites for S3, on the store that the Compose file starts. */
final class MinioContainerIT {

    private static final int RECORDS = 5_000;
    private static final String BUCKET = "headgate";

    @TempDir
    Path directory;

    @Test
    void theSampleIsInAGraphOnAStoreInAContainerOnce() throws Exception {
        DockerImageName image = ContainerImage.MINIO.require();
        try (MinIOContainer minio = container(image);
                EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
            minio.start();
            makeBucket(minio.getS3URL(), BUCKET);
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
        try (MinIOContainer minio = container(image)) {
            minio.start();
            makeBucket(minio.getS3URL(), S3Server.BUCKET);

            assertThat(S3Suites.run(minio.getS3URL(), S3Suites.ALL)).isGreaterThan(S3Suites.ALL.size());
        }
    }

    /** With the credentials that every client of this process finds. */
    private static MinIOContainer container(DockerImageName image) {
        return new MinIOContainer(image)
                .withUserName(System.getenv("AWS_ACCESS_KEY_ID"))
                .withPassword(System.getenv("AWS_SECRET_ACCESS_KEY"));
    }

    private static void makeBucket(String endpoint, String name) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            client.createBucket(request -> request.bucket(name));
        }
    }
}
