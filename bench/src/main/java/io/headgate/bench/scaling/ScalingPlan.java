package io.headgate.bench.scaling;

import java.time.Duration;

/**
 * How everything is measured.
 *
 * @param intervalRows rows that all workers together are given for one commit interval; a worker's batch has its partitions'
 *     share of them
 * @param warmUp how long the workers write before anything counts
 * @param measured how long what they write counts
 * @param seed of the delays
 */
record ScalingPlan(int intervalRows, Duration warmUp, Duration measured, long seed) {

    /** Batches that a worker has, to be written in turns. */
    static final int ROUNDS = 4;

    /** Partitions of the source; also the most workers that have one each. */
    static final int PARTITIONS = 16;

    ScalingPlan {
        if (intervalRows < PARTITIONS || intervalRows % PARTITIONS != 0) {
            throw new IllegalArgumentException("the rows of an interval are shared by " + PARTITIONS
                    + " partitions, so there must be a multiple of that, not " + intervalRows);
        }
    }

    /** Rows of one partition in one interval. */
    int chunkRows() {
        return intervalRows / PARTITIONS;
    }
}
