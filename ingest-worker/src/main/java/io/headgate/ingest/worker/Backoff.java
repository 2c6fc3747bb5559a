package io.headgate.ingest.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from the shortest to the longest, each cut by a random part so that rivals fall out of step. */
record Backoff(Duration shortest, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param failures in a row so far, at least 1
     */
    Duration after(int failures, RandomGenerator random) {
        long doublings = 1L << Math.min(failures - 1, MOST_DOUBLINGS);
        long nanos = Math.min(longest.toNanos(), shortest.toNanos() * doublings);
        return Duration.ofNanos((long) (nanos * (0.5 + random.nextDouble() / 2)));
    }
}
