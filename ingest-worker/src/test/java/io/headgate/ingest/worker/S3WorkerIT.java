package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.verify.Verification;
import io.headgate.engine.verify.VerificationReport;
import io.headgate.engine.verify.VerifyLimits;
import io.headgate.engine.verify.VerifyRequest;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.ConfigWriter;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.MaintenanceConfig;
import io.headgate.ingest.maintain.work.MaintenanceRoles;
import io.headgate.ingest.maintain.work.WorkOutcome;
import io.headgate.recovery.error.HeadgateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a real broker to a real S3 server, killed on the way. */
@ExtendWith(SharedBroker.class)
class S3WorkerIT {

    private static final int KILLS = 3;
    private static final int COMMITS_BEFORE_A_KILL = 3;
    private static final int COMMITS_OF_MAINTENANCE = 3;

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final S3Prefix graph = S3.server().fresh();
    private final Scenario scenario;
    private final Path directory;

    S3WorkerIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory)
                .graph(graph, S3.server().settings())
                .commit(new CommitConfig(Duration.ofMillis(100), 500_000, DataSize.ofMebibytes(64)));
        this.directory = directory;
    }

    @Test
    void aWorkerThatIsKilledLosesNothingAndRepeatsNothing() throws Exception {
        scenario.topics(2).kafka(Map.of("group.instance.id", "the-worker"));
        Path config = Files.writeString(directory.resolve("worker.yaml"), ConfigWriter.write(scenario.config()));

        RandomTraffic traffic = new RandomTraffic(scenario, new Random(1));
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ChildWorker child = ChildWorker.start(config, false)) {
                child.awaitCommits(COMMITS_BEFORE_A_KILL);
                child.kill();
            }
        }
        traffic.stop();
        try (ChildWorker last = ChildWorker.start(config, true)) {
            assertThat(last.awaitExit()).as(last::log).isZero();
            assertThat(last.log()).doesNotContain(System.getenv("AWS_SECRET_ACCESS_KEY"));
        }

        assertThat(ExactGraph.require(scenario)).hasSizeGreaterThan(KILLS * COMMITS_BEFORE_A_KILL);
        VerificationReport verified = Verification.of(
                graph, S3.server().settings(), new VerifyRequest(true, Set.of("Follows"), VerifyLimits.DEFAULT));
        assertThat(verified.holds()).as(() -> verified.toString()).isTrue();
    }

    @Test
    void tablesAreMaintainedWhileAWorkerWritesAndTheirContentsStayExact() throws Exception {
        scenario.topics(2)
                .kafka(Map.of("metadata.max.age.ms", "1000"))
                .maintenance(MaintenanceConfig.DEFAULT
                        .withEvents(true)
                        .withLimits(MaintenanceLimits.DEFAULT
                                .withRowsPerFragment(10_000)
                                .withFanIn(4)));
        Path config = Files.writeString(directory.resolve("worker.yaml"), ConfigWriter.write(scenario.config()));

        try (ChildWorker worker = ChildWorker.start(config, false);
                RunningMaintenance maintenance = RunningMaintenance.start(scenario.config(), MaintenanceRoles.BOTH)) {
            RandomTraffic traffic = new RandomTraffic(scenario, new Random(2));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    // Until the worker has made the graph.
                    .ignoreExceptionsInstanceOf(HeadgateException.class)
                    .until(() -> optimized() >= COMMITS_OF_MAINTENANCE);
            traffic.stop();
            worker.kill();
            assertThat(maintenance.count(WorkOutcome.FAILED)).isZero();
            assertThat(maintenance.stop().exitCode()).isZero();
        }
        try (ChildWorker last = ChildWorker.start(config, true)) {
            assertThat(last.awaitExit()).as(last::log).isZero();
        }

        assertThat(ExactGraph.require(scenario))
                .anyMatch(version -> version.operation().equals(GraphManifest.OPTIMIZE));
        VerificationReport verified = Verification.of(
                graph, S3.server().settings(), new VerifyRequest(true, Set.of("Follows"), VerifyLimits.DEFAULT));
        assertThat(verified.holds()).as(() -> verified.toString()).isTrue();
    }

    private long optimized() {
        return scenario.history(200).stream()
                .filter(version -> version.operation().equals(GraphManifest.OPTIMIZE))
                .count();
    }
}
