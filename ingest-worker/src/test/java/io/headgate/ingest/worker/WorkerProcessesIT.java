package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.ConfigWriter;
import io.headgate.ingest.config.DataSize;
import io.headgate.recovery.fault.HaltingFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What processes with the worker's command leave to each other, and what Kafka knows of it. */
@ExtendWith(SharedBroker.class)
class WorkerProcessesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Scenario scenario;
    private final Path directory;

    WorkerProcessesIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
        this.directory = directory;
    }

    /** The traffic has in it what a graph must not take over: transactions that are aborted, and records that nobody can apply. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void whatOneReadsIsReadByTheOtherWhenItIsAskedToLeaveAndKafkaKnowsHowFarTheGraphIs(String protocol)
            throws Exception {
        scenario.topics(4)
                .kafka(Map.of("group.protocol", protocol))
                .commit(new CommitConfig(Duration.ofMillis(20), 500_000, DataSize.ofMebibytes(64)));
        Path config = Files.writeString(directory.resolve("worker.yaml"), ConfigWriter.write(scenario.config()));

        try (ChildWorker one = ChildWorker.start(config, false);
                ChildWorker other = ChildWorker.start(config, false)) {
            RandomTraffic traffic = new RandomTraffic(scenario, new Random(1));
            one.awaitCommits(1);
            other.awaitCommits(1);
            Awaitility.await().atMost(PATIENCE).until(() -> scenario.members() == 2);
            one.awaitCommits(3);
            other.awaitCommits(3);

            one.terminate();

            assertThat(one.awaitExit()).as(one::log).isZero();
            Awaitility.await().atMost(PATIENCE).until(() -> scenario.members() == 1);
            other.awaitCommits(3);
            traffic.stop();
            Map<String, Long> ends = ReplayedLog.of(scenario).offsets;
            Awaitility.await().atMost(PATIENCE).until(() -> scenario.offsets().equals(ends));
            other.terminate();
            assertThat(other.awaitExit()).as(other::log).isZero();
        }

        ExactGraph.require(scenario);
        assertThat(reported()).isEqualTo(scenario.offsets());
    }

    /** Without new records, which would be reported with their own commit. */
    @Test
    void whatAWorkerThatDiedDidNotTellKafkaTheNextOneTells() throws Exception {
        scenario.topics(1).kafka(Map.of("group.instance.id", "the-worker"));
        Path config = Files.writeString(directory.resolve("worker.yaml"), ConfigWriter.write(scenario.config()));
        produce(1);
        assertThat(scenario.runUntilCaughtUp().exitCode()).isZero();
        produce(2);
        try (ChildWorker dying =
                ChildWorker.start(config, true, Map.of(HaltingFaults.ENVIRONMENT_KEY, "PUBLISH_AFTER_PUT:1"))) {
            assertThat(dying.awaitExit()).as(dying::log).isNotZero();
        }
        assertThat(scenario.follows()).containsExactly(1L, 2L);
        assertThat(reported()).isNotEqualTo(scenario.offsets());

        try (RunningWorker next = RunningWorker.start(scenario.config())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(reported()).isEqualTo(scenario.offsets()));
            assertThat(next.stop().exitCode()).isZero();
        }
    }

    private void produce(long number) {
        try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
            producer.send(Scenario.follow(scenario.follows, "p", "p0", number));
        }
    }

    private Map<String, Long> reported() {
        Map<String, Long> offsets = new TreeMap<>();
        scenario.reported().forEach((partition, offset) -> offsets.put(partition.toString(), offset.offset()));
        return offsets;
    }
}
