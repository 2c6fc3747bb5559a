package io.headgate.bench.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A run.
 *
 * @param faults for how long things go wrong
 * @param seed decides what goes wrong when
 * @param patience how long the workers may take afterwards to catch up
 * @param s3 whether the graph is on a real S3 server instead of in the directory
 * @param directory for everything of the run; left to the caller
 */
record ChaosOptions(
        Duration faults,
        int workers,
        int brokers,
        long seed,
        Protocol protocol,
        Duration patience,
        boolean s3,
        Path directory) {}
