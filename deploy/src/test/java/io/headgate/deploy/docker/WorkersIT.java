package io.headgate.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headgate.deploy.sample.SampleConfig;
import io.headgate.deploy.sample.SampleGraph;
import io.headgate.deploy.sample.SampleRecords;
import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.ingest.broker.EmbeddedKafka;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the Compose file starts, without containers: the sample's records, a store that speaks S3, and two workers with its
 * configuration behind the entry point of the image, in a small share of memory.
 */
final class WorkersIT {

    private static final int RECORDS = 20_000;

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    @TempDir
    Path directory;

    @Test
    void twoWorkersCarryTheSampleIntoOneGraphAndLeaveWhenTheyAreTold() throws Exception {
        S3Prefix graph = S3.server().fresh();
        S3Settings settings = S3.server().settings();
        List<Container> containers = new ArrayList<>();
        List<Process> workers = new ArrayList<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
            SampleRecords.createTopics(kafka.bootstrapServers(), 4);
            SampleRecords.produce(kafka.bootstrapServers(), RECORDS);
            for (String name : List.of("one", "two")) {
                Container container = RealJava.in(Container.in(directory.resolve(name)))
                        .limit("memory.max", String.valueOf(1024L * 1024 * 1024))
                        .with("HEADGATE_GRAPH", graph.toString())
                        .with("HEADGATE_S3_ENDPOINT", S3.server().endpoint().toString())
                        .with("HEADGATE_S3_REGION", "us-east-1")
                        .with("HEADGATE_S3_PATH_STYLE", "true")
                        .with("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
                        // Containers have a network each; these two have one.
                        .with("HEADGATE_HTTP_PORT", String.valueOf(freePort()));
                containers.add(container);
                workers.add(container.start(List.of("worker", "--config", SampleConfig.FILE.toString())));
            }

            await().atMost(Duration.ofMinutes(5))
                    .failFast(
                            () -> assertThat(workers).as("%s", said(containers)).allMatch(Process::isAlive))
                    .untilAsserted(
                            () -> assertThat(SampleGraph.at(graph, settings)).isEqualTo(SampleGraph.of(RECORDS)));
            workers.forEach(worker -> worker.toHandle().destroy());

            for (Process worker : workers) {
                assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(worker.exitValue()).as("%s", said(containers)).isZero();
            }
            assertThat(SampleGraph.at(graph, settings)).isEqualTo(SampleGraph.of(RECORDS));
            for (Container container : containers) {
                assertThat(container.temporary()).isEmptyDirectory();
            }
        } finally {
            workers.forEach(Process::destroyForcibly);
            for (Process worker : workers) {
                worker.waitFor();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> said(List<Container> containers) throws IOException {
        List<String> said = new ArrayList<>();
        for (Container container : containers) {
            said.add(Files.readString(container.errors()));
        }
        return said;
    }
}
