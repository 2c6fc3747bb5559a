package io.headgate.bench.scaling;

import java.time.Duration;

/**
 * How everything is measured.
 *
 * @param batchRows rows of each batch of each worker
 * @param warmUp how long the workers write before anything counts
 * @param measured how long what they write counts
 * @param seed of the delays
 */
record ScalingPlan(int batchRows, Duration warmUp, Duration measured, long seed) {

    /** Chunks of a batch, so that it has records of several partitions. */
    static final int CHUNKS_PER_BATCH = 4;

    /** Partitions of the source; also the most workers that have one each. */
    static final int PARTITIONS = 16;

    ScalingPlan {
        if (batchRows < CHUNKS_PER_BATCH || batchRows % CHUNKS_PER_BATCH != 0) {
            throw new IllegalArgumentException(
                    "a batch has a multiple of " + CHUNKS_PER_BATCH + " rows, not " + batchRows);
        }
    }

    int chunkRows() {
        return batchRows / CHUNKS_PER_BATCH;
    }
}
