package io.headgate.ingest.metrics;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a partition is visible.
 *
 * @param visible the first offset that the graph does not contain; empty while it knows nothing of the partition
 * @param end the offset after the last record that Kafka has; empty when Kafka did not say
 * @param behindSince the time of the oldest record that is not visible; empty when all of them are
 */
record PartitionLag(OptionalLong visible, OptionalLong end, Optional<Instant> behindSince) {

    /** Offsets between the two; not a number when one of them is not known. */
    double records() {
        return visible.isEmpty() || end.isEmpty() ? Double.NaN : Math.max(0, end.getAsLong() - visible.getAsLong());
    }

    double visibleOffset() {
        return visible.isEmpty() ? Double.NaN : visible.getAsLong();
    }

    double secondsBehind(Instant now) {
        return behindSince
                .map(since -> Math.max(0, now.toEpochMilli() - since.toEpochMilli()) / 1000.0)
                .orElse(0.0);
    }
}
