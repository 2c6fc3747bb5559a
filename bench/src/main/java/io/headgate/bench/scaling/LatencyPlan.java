package io.headgate.bench.scaling;

/**
 * How everything is measured.
 *
 * @param rate records per second
 * @param warmUpSeconds how long records are sent before any counts
 * @param measuredSeconds how long those are sent that count
 */
record LatencyPlan(long rate, long warmUpSeconds, long measuredSeconds) {

    static final int PARTITIONS = 4;

    long records() {
        return rate * (warmUpSeconds + measuredSeconds);
    }
}
