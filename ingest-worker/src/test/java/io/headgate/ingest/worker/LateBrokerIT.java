package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.SourceUnavailable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are started while their broker is not there. */
class LateBrokerIT {
    private static final long RECORDS = 20;

    /** A client connects once in an attempt, and every attempt has a client of its own: connections are attempts. */
    private static final Map<String, String> ONE_CONNECTION_FOR_EACH_ATTEMPT = Map.of(
            "default.api.timeout.ms", "2000",
            "request.timeout.ms", "2000",
            "reconnect.backoff.ms", "4000",
            "reconnect.backoff.max.ms", "4000");

    private final Path brokerDirectory;
    private final Path directory;

    LateBrokerIT(@TempDir Path root) throws IOException {
        this.brokerDirectory = root.resolve("broker");
        this.directory = Files.createDirectory(root.resolve("worker"));
    }

    @Test
    void aWorkerThatIsStartedBeforeItsBrokerGoesOnTryingAndReadsWhenItIsThere() throws IOException {
        Scenario scenario = scenarioWithRecords();

        try (RunningWorker worker = startedInVain(scenario);
                EmbeddedKafka late = EmbeddedKafka.start(brokerDirectory)) {
            assertThat(late.bootstrapServers())
                    .isEqualTo(scenario.config().kafka().get("bootstrap.servers"));
            worker.awaitPolled(RECORDS);

            assertThat(worker.stop().exitCode()).isZero();
        }

        assertThat(scenario.follows())
                .isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
    }

    @Test
    void aWorkerThatWaitsForItsBrokerLeavesWhenItIsToldTo() throws IOException {
        try (RunningWorker worker = startedInVain(scenarioWithRecords())) {
            ExitReport report = worker.stop();

            assertThat(report.exitCode()).isZero();
            assertThat(report.commits()).isZero();
        }
    }

    @Test
    void aBrokerThatDoesNotComeIsAFailureThatNamesTheAddressAndTheKey() throws IOException {
        // Its clients alone would wait for longer than this test.
        Scenario scenario = scenarioWithRecords()
                .startup(Duration.ofSeconds(3))
                .kafka(Map.of("default.api.timeout.ms", "600000", "request.timeout.ms", "600000"));

        ExitReport report;
        try (RunningWorker worker = RunningWorker.start(scenario.config())) {
            report = worker.awaitReport();
        }

        assertThat(report.exitCode()).isEqualTo(5);
        assertThat(report.failure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .isInstanceOf(SourceUnavailable.class)
                        .hasMessageContainingAll(
                                scenario.config().kafka().get("bootstrap.servers"), "startup.timeout", "attempts"));
    }

    @Test
    void aSettingThatKafkaRefusesIsNotTriedAgain() throws IOException {
        Scenario scenario = scenarioWithRecords().kafka(Map.of("security.protocol", "NONSENSE"));

        ExitReport report = scenario.runUntilCaughtUp();

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.failure())
                .hasValueSatisfying(failure -> assertThat(failure)
                        .isInstanceOf(BadConfiguration.class)
                        .hasMessageContainingAll("security.protocol", "NONSENSE"));
    }

    /** Records in a broker that is stopped by then. */
    private Scenario scenarioWithRecords() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(brokerDirectory)) {
            Scenario scenario =
                    new Scenario(TestBroker.of(broker), directory).topics(1).kafka(ONE_CONNECTION_FOR_EACH_ATTEMPT);
            try (KafkaProducer<byte[], byte[]> producer = scenario.producer(Map.of())) {
                LongStream.range(0, RECORDS)
                        .forEach(n -> producer.send(Scenario.follow(scenario.follows, "p" + n, "p0", n)));
            }
            return scenario;
        }
    }

    /** A worker that has already tried more than once to reach its broker. */
    private static RunningWorker startedInVain(Scenario scenario) throws IOException {
        String[] address = scenario.config().kafka().get("bootstrap.servers").split(":");
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.setReuseAddress(true);
            deaf.setSoTimeout(60_000);
            deaf.bind(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
            RunningWorker worker = RunningWorker.start(scenario.config());
            for (int attempt = 0; attempt < 3; attempt++) {
                deaf.accept().close();
            }
            return worker;
        }
    }
}
