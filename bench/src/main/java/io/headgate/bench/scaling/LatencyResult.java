package io.headgate.bench.scaling;

/**
 * What was measured in one case.
 *
 * @param visible from when a record was due until a reader saw the graph version that contains it
 * @param versionsPerSecond over the whole run
 * @param sentLateMillis how late the producer sent a record at the worst; part of what was measured
 */
record LatencyResult(LatencyCase measured, Latency visible, double versionsPerSecond, double sentLateMillis) {}
