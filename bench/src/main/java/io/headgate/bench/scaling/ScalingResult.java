package io.headgate.bench.scaling;

/**
 * What was measured in one case.
 *
 * @param records that became visible
 * @param versions graph versions that made them visible
 * @param batches that these contain
 * @param objectCalls calls of the object store, of all workers together
 * @param tableCalls calls of the table store that would be requests to S3
 * @param givenUp batches that did not become visible by their own write, warm-up included
 * @param commit from the beginning of arming a batch until a graph version contains it
 */
record ScalingResult(
        ScalingCase measured,
        double seconds,
        long records,
        long versions,
        long batches,
        long objectCalls,
        long tableCalls,
        double cpuSeconds,
        long givenUp,
        Latency commit) {

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
        return ratio(objectCalls + tableCalls, versions);
    }

    double callsPerBatch() {
        return ratio(objectCalls + tableCalls, batches);
    }

    /** Processors that were busy on average. */
    double cpus() {
        return cpuSeconds / seconds;
    }

    private static double ratio(long counted, long of) {
        return of == 0 ? 0 : (double) counted / of;
    }
}
