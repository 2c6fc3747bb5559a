package io.headgate.bench.scaling;

import io.headgate.engine.fault.SeamOperation;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured in one case.
 *
 * @param records that became visible
 * @param versions graph versions that made them visible
 * @param batches that these contain
 * @param calls storage calls of all workers together, by kind: those that would be requests to S3
 * @param givenUp batches that did not become visible by their own write, warm-up included
 * @param commit from the beginning of arming a batch until a graph version contains it
 */
record ScalingResult(
        ScalingCase measured,
        double seconds,
        long records,
        long versions,
        long batches,
        Map<SeamOperation, Long> calls,
        double cpuSeconds,
        long givenUp,
        Latency commit) {

    ScalingResult {
        // In the order of the kinds.
        calls = Collections.unmodifiableMap(new TreeMap<>(calls));
    }

    long allCalls() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    double recordsPerSecond() {
        return records / seconds;
    }

    double versionsPerSecond() {
        return versions / seconds;
    }

    double batchesPerVersion() {
        return ratio(batches, versions);
    }

    double callsPerVersion() {
        return ratio(allCalls(), versions);
    }

    double callsPerBatch() {
        return ratio(allCalls(), batches);
    }

    /** Processors that were busy on average. */
    double cpus() {
        return cpuSeconds / seconds;
    }

    private static double ratio(long counted, long of) {
        return of == 0 ? 0 : (double) counted / of;
    }
}
