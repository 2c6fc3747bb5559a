package io.headgate.deploy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.deploy.DeployDirectory;
import io.headgate.deploy.docker.Container;
import io.headgate.deploy.docker.RealJava;
import io.headgate.deploy.sample.SampleConfig;
import io.headgate.deploy.sample.SampleGraph;
import io.headgate.deploy.sample.SampleRecords;
import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.ingest.worker.WorkerRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backup script of the documentation, against a worker that does not wait for it. */
final class BackupIT {

    private static final int RECORDS = 30_000;

    /** Copies one part of the graph, intents while there are any, and returns when the worker has published another version. */
    private static final String COPY = """
            #!/bin/sh
            rounds=0
            case $2 in
                *__recovery)
                    until ls "$GRAPH"/__recovery/*.json >/dev/null 2>&1 || [ "$rounds" -gt 20000 ]; do rounds=$((rounds + 1)); done ;;
            esac
            /bin/cp "$@"
            result=$?
            versions() { ls "$GRAPH"/__manifest/main | wc -l; }
            before=$(versions)
            rounds=0
            while [ "$(versions)" -eq "$before" ] && [ "$rounds" -lt 600 ]; do sleep 0.05; rounds=$((rounds + 1)); done
            exit $result
            """;

    @TempDir
    Path directory;

    @Test
    void aCopyThatIsMadeWhileAWorkerWritesIsWholeAndGoesOnExactly() throws Exception {
        Path graph = directory.resolve("graph");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
            SampleRecords.createTopics(kafka.bootstrapServers(), 2);
            SampleRecords.produce(kafka.bootstrapServers(), RECORDS);
            WorkerConfig config = SampleConfig.inDirectory(directory, kafka.bootstrapServers(), graph);
            CompletableFuture<ExitReport> worker =
                    CompletableFuture.supplyAsync(() -> WorkerRunner.run(config, true, Map.of()));
            // What comes of the copy says more than its verification, which would take longer than the worker.
            Container container = withSlowCopies(Container.in(directory.resolve("tool")), graph)
                    .with("HEADGATE", "true");

            await().atMost(Duration.ofMinutes(2))
                    .until(() -> SampleGraph.in(graph).polled() > 0);
            Path copy = directory.resolve("copy");
            assertThat(backUp(container, graph, copy)).isZero();
            boolean stillWriting = !worker.isDone();
            SampleGraph copied = SampleGraph.in(copy);
            List<Long> versions = numbers(copy.resolve("__manifest/main"), "/version");

            assertThat(worker.join().exitCode()).isZero();
            // What is built on a version that the copy lacks could not be judged there.
            assertThat(numbers(copy.resolve("__recovery"), "/lineage/version"))
                    .allMatch(base -> base <= Collections.max(versions), "is at most one of " + versions);
            // Else nothing was copied under a writer.
            assertThat(stillWriting).isTrue();
            assertThat(copied.polled())
                    .isPositive()
                    .isLessThan(SampleGraph.of(RECORDS).polled());
            assertThat(WorkerRunner.run(
                                    SampleConfig.inDirectory(directory, kafka.bootstrapServers(), copy), true, Map.of())
                            .exitCode())
                    .isZero();
            assertThat(SampleGraph.in(copy)).isEqualTo(SampleGraph.of(RECORDS)).isEqualTo(SampleGraph.in(graph));
        }
    }

    @Test
    void aCopyThatLacksSomethingIsNone() throws Exception {
        Path graph = directory.resolve("graph");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
            SampleRecords.createTopics(kafka.bootstrapServers(), 1);
            SampleRecords.produce(kafka.bootstrapServers(), 100);
            WorkerRunner.run(SampleConfig.inDirectory(directory, kafka.bootstrapServers(), graph), true, Map.of());
        }
        Container container = RealJava.in(Container.in(directory.resolve("tool")));
        container.with("HEADGATE", container.script("headgate").toString());

        assertThat(backUp(container, graph, directory.resolve("whole"))).isZero();
        // Never onto another one: what is newer there would stay, and count.
        assertThat(backUp(container, graph, directory.resolve("whole"))).isEqualTo(2);
        Files.move(graph.resolve("edges"), directory.resolve("edges"));
        assertThat(backUp(container, graph, directory.resolve("broken"))).isEqualTo(4);
    }

    private static List<Long> numbers(Path objects, String field) throws IOException {
        if (!Files.exists(objects)) {
            return List.of();
        }
        List<Long> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(objects)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                numbers.add(new JsonMapper()
                        .readTree(Files.readString(file))
                        .requiredAt(field)
                        .longValue());
            }
        }
        return numbers;
    }

    /** So that what is copied first and what is copied last are never of the same version. */
    private Container withSlowCopies(Container container, Path graph) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path cp = Files.writeString(bin.resolve("cp"), COPY);
        Files.setPosixFilePermissions(cp, PosixFilePermissions.fromString("rwxr-xr-x"));
        return container.with("PATH", bin + ":" + System.getenv("PATH")).with("GRAPH", graph.toString());
    }

    private static int backUp(Container container, Path graph, Path copy) throws IOException, InterruptedException {
        return container
                .process(
                        List.of(DeployDirectory.path().resolve("backup").toString(), graph.toString(), copy.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
