package io.headgate.bench.scaling;

import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * How worker processes are measured.
 *
 * @param records of the topic, evenly spread over its partitions
 * @param commit the workers' settings below {@code commit}
 * @param warmUp how long they work, once each of them has committed, before anything counts
 * @param measured how long what they write counts, if there are records for so long
 * @param least how long there must be records for
 * @param seed of the delays
 */
record ProcessPlan(
        long records, Map<String, String> commit, Duration warmUp, Duration measured, Duration least, long seed) {

    static final int PARTITIONS = ScalingPlan.PARTITIONS;

    /** Different keys of the topic, if it has so many records: after them rows are replaced. */
    static final long KEYS = 100_000L * PARTITIONS;

    ProcessPlan {
        commit = Map.copyOf(commit);
        if (records < PARTITIONS || records % PARTITIONS != 0) {
            throw new IllegalArgumentException("the records are shared by " + PARTITIONS
                    + " partitions, so there must be a multiple of that, not " + records);
        }
    }

    long recordsOfPartition() {
        return records / PARTITIONS;
    }

    /** Different people in partitions that were read up to these offsets. */
    static long people(LongStream nextOffsets) {
        return nextOffsets.map(next -> Math.min(next, KEYS / PARTITIONS)).sum();
    }
}
