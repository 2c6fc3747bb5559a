package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphLocation.S3Prefix;
import io.headgate.engine.s3.S3ServerExtension;
import io.headgate.engine.verify.Verification;
import io.headgate.engine.verify.VerificationReport;
import io.headgate.engine.verify.VerifyLimits;
import io.headgate.engine.verify.VerifyRequest;
import io.headgate.ingest.broker.EmbeddedKafka;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.ConfigWriter;
import io.headgate.ingest.config.DataSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a real broker to a real S3 server, killed on the way. */
@ExtendWith(SharedBroker.class)
class S3WorkerIT {

    private static final int KILLS = 3;
    private static final int COMMITS_BEFORE_A_KILL = 3;

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    private final S3Prefix graph = S3.server().fresh();
    private final Scenario scenario;
    private final Path directory;

    S3WorkerIT(EmbeddedKafka broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory)
                .graph(graph, S3.server().settings())
                .kafka(Map.of("group.instance.id", "the-worker"))
                .commit(new CommitConfig(Duration.ofMillis(100), 500_000, DataSize.ofMebibytes(64)));
        this.directory = directory;
    }

    @Test
    void aWorkerThatIsKilledLosesNothingAndRepeatsNothing() throws Exception {
        scenario.topics(2);
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
        VerificationReport verified = Verification.at(
                graph, S3.server().settings(), new VerifyRequest(true, Set.of("Follows"), VerifyLimits.DEFAULT));
        assertThat(verified.holds()).as(() -> verified.toString()).isTrue();
    }
}
