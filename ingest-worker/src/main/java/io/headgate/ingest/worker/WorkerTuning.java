package io.headgate.ingest.worker;

import java.time.Duration;

/**
 * What a worker can be tuned by and no user needs to know.
 *
 * @param chunkRows rows of one Arrow chunk; large ones are written faster, small ones waste less memory
 * @param conflictsInARow after which a worker gives up because others always win
 * @param storageAttempts how often a write is tried before the storage counts as unavailable
 * @param shortestPause before the second attempt of anything; doubles, with jitter, up to the longest
 * @param revokePatience how long a rebalance may be held up to write what was read of partitions that go
 * @param lookEvery how often the graph is looked at for what other workers have written, while waiting for them
 * @param checkEvery how often the topics are looked at otherwise: whether they are still there, and the same
 */
public record WorkerTuning(
        int chunkRows,
        int conflictsInARow,
        int storageAttempts,
        Duration shortestPause,
        Duration longestPause,
        Duration revokePatience,
        Duration lookEvery,
        Duration checkEvery) {
    public static final WorkerTuning DEFAULT = new WorkerTuning(
            1 << 16,
            20,
            6,
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMillis(500),
            Duration.ofSeconds(5));

    public WorkerTuning withChunkRows(int rows) {
        return new WorkerTuning(
                rows,
                conflictsInARow,
                storageAttempts,
                shortestPause,
                longestPause,
                revokePatience,
                lookEvery,
                checkEvery);
    }
}
