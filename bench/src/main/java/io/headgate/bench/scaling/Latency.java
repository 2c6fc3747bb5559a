package io.headgate.bench.scaling;

import org.HdrHistogram.Histogram;

/** How long something took, in milliseconds; all zero when it never happened. */
public record Latency(long count, double p50, double p99, double most) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** @param nanos durations in nanoseconds */
    public static Latency of(Histogram nanos) {
        return new Latency(
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
                nanos.getMaxValue() / NANOS_PER_MILLI);
    }
}
