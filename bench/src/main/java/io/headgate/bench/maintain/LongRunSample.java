package io.headgate.bench.maintain;

import io.headgate.bench.scaling.Latency;
import java.util.Optional;

/**
 * One graph after so many commits.
 *
 * @param commits since the beginning
 * @param write how long the last commits took
 * @param stage of that, to write data files and to look up keys
 * @param commit of that, to commit the table, with waiting for others
 * @param publish of that, to publish the graph version
 * @param disk what the graph takes with all of its history, where it was counted
 * @param unnamed number of these files that no kept version names, where it was counted
 */
record LongRunSample(
        int commits,
        boolean maintained,
        TableGauge table,
        Latency write,
        Latency stage,
        Latency commit,
        Latency publish,
        Optional<DiskUsage> disk,
        Optional<Long> unnamed) {}
