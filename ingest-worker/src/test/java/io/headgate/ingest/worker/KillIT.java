package io.headgate.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.ConfigWriter;
import io.headgate.ingest.config.DataSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The promise of the project: a worker that is killed at any moment loses nothing and repeats nothing. */
@ExtendWith(SharedBroker.class)
class KillIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int KILLS = 20;

    /** Set it to the number in the log to see the same moments again, as far as a machine repeats itself. */
    private static final String SEED = "headgate.kill.seed";

    private final Scenario scenario;
    private final Path directory;

    KillIT(TestBroker broker, @TempDir Path directory) {
        this.scenario = new Scenario(broker, directory);
        this.directory = directory;
    }

    @Test
    void aWorkerThatIsKilledAgainAndAgainLosesNothingAndRepeatsNothing() throws Exception {
        long seed = Long.getLong(SEED, System.nanoTime());
        LOG.warn("kills={} -D{}={}", KILLS, SEED, seed);
        Random random = new Random(seed);
        Path config = configuration();

        RandomTraffic traffic = new RandomTraffic(scenario, new Random(seed));
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ChildWorker child = ChildWorker.start(config, false)) {
                letItWork(child, random, kill % 5 == 0);
                child.kill();
            }
        }
        traffic.stop();
        try (ChildWorker last = ChildWorker.start(config, true)) {
            assertThat(last.awaitExit()).as(last::log).isZero();
        }

        assertThat(ReplayedLog.of(scenario).records).isGreaterThan(1_000);
        List<GraphManifest> versions = ExactGraph.require(scenario);
        LOG.warn(
                "kills={} versions={} operations={}",
                KILLS,
                versions.size(),
                versions.stream().collect(Collectors.groupingBy(GraphManifest::operation, Collectors.counting())));
    }

    private Path configuration() throws Exception {
        // As a static member the next worker takes the place of the killed one at once, without waiting for its
        // session.
        scenario.topics(2)
                .kafka(Map.of("group.instance.id", "the-worker"))
                .commit(new CommitConfig(Duration.ofMillis(20), 500_000, DataSize.ofMebibytes(64)));
        Path config = directory.resolve("worker.yaml");
        Files.writeString(config, ConfigWriter.write(scenario.config()));
        return config;
    }

    /** Most kills hit a worker that commits; some hit one that starts, opens the graph and heals what the last one left. */
    private static void letItWork(ChildWorker child, Random random, boolean early) {
        if (!early) {
            child.awaitCommits(1 + random.nextInt(8));
        }
        Duration more = Duration.ofMillis(random.nextInt(early ? 3_000 : 80));
        LockSupport.parkNanos(more.toNanos());
    }
}
