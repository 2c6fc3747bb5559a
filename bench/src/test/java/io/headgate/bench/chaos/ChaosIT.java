package io.headgate.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real brokers, real workers, everything goes wrong: the graph is exactly the log. The long runs are those of bench/chaos. */
class ChaosIT {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);

    /** Set it to the number in the log to see the same faults again; what comes of them depends on the machine. */
    private static final String SEED = "headgate.chaos.seed";

    private static final Duration FAULTS = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    @Test
    void workersThatAreKilledPausedAndCutOffLoseNothingAndRepeatNothing() throws InterruptedException {
        assertExact(FAULTS, 3, false);
    }

    @Test
    void noMoreDoTheyWhenTheGraphIsOnS3() throws InterruptedException {
        assertExact(FAULTS.dividedBy(2), 2, true);
    }

    private void assertExact(Duration faults, int workers, boolean s3) throws InterruptedException {
        long seed = Long.getLong(SEED, System.nanoTime());
        LOG.warn("-D{}={}", SEED, seed);
        ChaosReport report;
        try (ChaosRun run = new ChaosRun(
                new ChaosOptions(faults, workers, 3, seed, Protocol.CLASSIC, PATIENCE, s3, directory), LOG::info)) {
            report = run.run();
        }

        LOG.warn("{}", report);
        assertThat(report.s3()).isEqualTo(s3);
        assertThat(report.records()).isGreaterThan(1_000);
        assertThat(report.faults()).isPositive();
        assertThat(report.versions()).isGreaterThan(5);
        assertThat(report.problems()).isEmpty();
        assertThat(report.lag()).isZero();
        assertThat(report.exact()).as("%s", report).isTrue();
    }
}
