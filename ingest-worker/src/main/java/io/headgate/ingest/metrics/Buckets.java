package io.headgate.ingest.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** The bounds of histograms: few, because every one is a time series. */
final class Buckets {
    private static final long[] MILLIS = {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000};

    private Buckets() {}

    static Duration[] durations() {
        return LongStream.of(MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    static double[] records() {
        return new double[] {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    }

    static double[] bytes() {
        return new double[] {1 << 10, 1 << 14, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26, 1 << 28, 1 << 30};
    }

    static double[] attempts() {
        return new double[] {1, 2, 3, 5, 10, 20, 50, 100};
    }
}
