package io.headgate.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.deploy.sample.SampleGraph;
import io.headgate.deploy.sample.SampleRecords;
import io.headgate.engine.GraphLocation.S3Prefix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of {@code deploy/docker/build}, beside a broker and a store in containers. */
final class ImageIT {

    private static final int PARTITIONS = 4;
    /** Of each topic; dozens of small commits. */
    private static final int MANY = 50_000;
    /** Of each topic; batches as large as the sample's file allows. */
    private static final int BACKLOG = 400_000;

    private static final int MOST_CHUNKS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void aBacklogIsInTheGraphOnceWithinAGibibyte() throws Exception {
        S3Prefix graph = Neighbours.onStore("backlog");
        try (Neighbours neighbours = Neighbours.start(directory)) {
            SampleRecords.createTopics(neighbours.bootstrapServers(), PARTITIONS);
            SampleRecords.produce(neighbours.bootstrapServers(), BACKLOG);

            try (HeadgateContainer worker = neighbours.worker(graph.toString(), "--until-caught-up")) {
                worker.start();
                worker.awaitEnd();

                assertThat(worker.state().getOOMKilled()).isFalse();
                assertThat(worker.exitCode()).as("%s", worker.messages()).isZero();
                assertThat(worker.messages()).contains("memory=1024MiB");
            }
            assertThat(neighbours.sample(graph)).isEqualTo(SampleGraph.of(BACKLOG));
        }
    }

    @Test
    void workersThatAreKilledOrToldToLeaveInMidStreamAreFollowedExactlyOnce() throws Exception {
        S3Prefix graph = Neighbours.onStore("stream");
        try (Neighbours neighbours = Neighbours.startWithSmallCommits(directory)) {
            SampleRecords.createTopics(neighbours.bootstrapServers(), PARTITIONS);
            int records = 0;

            records = inMidStream(neighbours, graph, records, worker -> {
                worker.kill();
                assertThat(worker.exitCode()).isEqualTo(137);
            });
            records = inMidStream(neighbours, graph, records, worker -> {
                worker.leave();
                assertThat(worker.exitCode()).as("%s", worker.messages()).isZero();
                assertThat(worker.messages()).contains("worker left exit_code=0");
            });

            SampleGraph all = SampleGraph.of(records);
            try (HeadgateContainer last = neighbours.worker(graph.toString())) {
                last.start();
                awaitSample(
                        neighbours, graph, last, sample -> assertThat(sample).isEqualTo(all));
                last.leave();
                assertThat(last.exitCode()).as("%s", last.messages()).isZero();
            }
            assertThat(neighbours.sample(graph)).isEqualTo(all);
        }
    }

    @Test
    void aVolumeBelongsToTheUserOfTheImageAndHoldsAGraph() throws Exception {
        try (Neighbours neighbours = Neighbours.startWithoutStore(directory);
                DockerVolume volume = DockerVolume.make()) {
            SampleRecords.createTopics(neighbours.bootstrapServers(), PARTITIONS);
            SampleRecords.produce(neighbours.bootstrapServers(), MANY);

            try (HeadgateContainer worker =
                    neighbours.worker("/graph/social", "--until-caught-up").withVolume(volume.name(), "/graph")) {
                worker.start();
                worker.awaitEnd();
                assertThat(worker.exitCode()).as("%s", worker.messages()).isZero();
            }
            try (HeadgateContainer status = neighbours
                    .verb("status", "--graph", "/graph/social", "--json")
                    .withVolume(volume.name(), "/graph")) {
                status.start();
                JsonNode json = new JsonMapper().readTree(status.output());
                assertThat(json.path("tables")).anySatisfy(table -> {
                    assertThat(table.path("name").asText()).isEqualTo("Follows");
                    assertThat(table.path("rows").asInt()).isEqualTo(MANY);
                });
            }
            try (HeadgateContainer verify = neighbours
                    .verb("verify", "--graph", "/graph/social", "--deep")
                    .withVolume(volume.name(), "/graph")) {
                verify.start();
                assertThat(verify.exitCode()).as("%s", verify.messages()).isZero();
            }
        }
    }

    @Test
    void aWorkerIsOneUnprivilegedProcessWhoseHealthIsAskedFor() throws Exception {
        try (Neighbours neighbours = Neighbours.start(directory)) {
            SampleRecords.createTopics(neighbours.bootstrapServers(), PARTITIONS);

            try (HeadgateContainer worker =
                    neighbours.worker(Neighbours.onStore("health").toString())) {
                worker.start();
                awaitHealth(worker, "healthy");
                // Until then it ends at once when it is told to.
                await().atMost(PATIENCE).until(() -> worker.messages().contains("worker started"));

                assertThat(worker.execInContainer("cat", "/proc/1/comm")
                                .getStdout()
                                .strip())
                        .isEqualTo("java");
                assertThat(worker.execInContainer("id", "-u").getStdout().strip())
                        .isEqualTo("10001");
                // Threads of the kernel's own are not to be seen from inside; what is, besides java, is what looks.
                assertThat(worker.execInContainer("sh", "-c", "ls -d /proc/[0-9]* | wc -l")
                                .getStdout()
                                .strip())
                        .isIn("2", "3", "4");
                assertThat(worker.execInContainer("touch", "/opt/headgate/file").getExitCode())
                        .isNotZero();

                worker.signal("STOP");
                awaitHealth(worker, "unhealthy");
                worker.signal("CONT");
                awaitHealth(worker, "healthy");

                worker.leave();
                assertThat(worker.exitCode()).as("%s", worker.messages()).isZero();
                assertThat(worker.getLogs()).doesNotContain(System.getenv("AWS_SECRET_ACCESS_KEY"));
            }
        }
    }

    @Test
    void exitCodesAndMessagesAreTheCommandsOwn() {
        try (HeadgateContainer help = HeadgateContainer.verb(ContainerImage.HEADGATE.require(), "--help")) {
            help.start();
            assertThat(help.exitCode()).isZero();
            assertThat(help.output()).contains("Usage: headgate").contains("verify");
        }
        refused(HeadgateContainer.verb(ContainerImage.HEADGATE.require(), "no-such-verb"), "Unmatched argument");
        refused(HeadgateContainer.verb(ContainerImage.HEADGATE.require()), "/etc/headgate/worker.yaml");
        refused(
                HeadgateContainer.verb(ContainerImage.HEADGATE.require(), "--help")
                        .withMemory(512 * HeadgateContainer.MEBIBYTE),
                "too few");
        refused(
                HeadgateContainer.verb(ContainerImage.HEADGATE.require(), "--help")
                        .withTemporary(Map.of("/tmp", "size=768m,mode=1777")),
                "noexec");
        refused(
                HeadgateContainer.verb(ContainerImage.HEADGATE.require(), "--help")
                        .withTemporary(Map.of()),
                "cannot write to /tmp");
    }

    private static void refused(HeadgateContainer container, String message) {
        try (container) {
            container.start();
            assertThat(container.exitCode()).as("%s", container.messages()).isEqualTo(2);
            assertThat(container.messages()).contains(message);
        }
    }

    /**
     * Lets a worker read until it has made some of the records visible, and ends it while there are more. Where it had read all of
     * them by then, another one gets more.
     *
     * @param before records of each topic that are produced already
     * @return the same afterwards
     */
    private static int inMidStream(Neighbours neighbours, S3Prefix graph, int before, Consumer<HeadgateContainer> end)
            throws Exception {
        int records = before;
        for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            SampleRecords.produce(neighbours.bootstrapServers(), records, records + MANY);
            records += MANY;
            long seen = neighbours.sample(graph).polled();
            try (HeadgateContainer worker = neighbours.worker(graph.toString())) {
                worker.start();
                awaitSample(
                        neighbours,
                        graph,
                        worker,
                        sample -> assertThat(sample.polled()).isGreaterThan(seen));
                end.accept(worker);
            }
            if (neighbours.sample(graph).polled() < 2L * records) {
                return records;
            }
        }
        throw new AssertionError("every worker had read all of " + records + " records when it ended");
    }

    private static void awaitSample(
            Neighbours neighbours, S3Prefix graph, HeadgateContainer worker, Consumer<SampleGraph> condition) {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(worker.isRunning())
                        .as("%s", worker.messages())
                        .isTrue())
                .untilAsserted(() -> condition.accept(neighbours.sample(graph)));
    }

    private static void awaitHealth(HeadgateContainer worker, String health) {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(worker.isRunning())
                        .as("%s", worker.messages())
                        .isTrue())
                .until(() -> worker.health().equals(health));
    }
}
