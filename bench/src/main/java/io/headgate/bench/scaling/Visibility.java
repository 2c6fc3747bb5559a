package io.headgate.bench.scaling;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Works out how long records took to become visible, from the offsets that a reader sees. Not thread-safe. */
final class Visibility {

    private final SendLog log;
    private final long fromNanos;
    private final long toNanos;
    private final long[] next;
    private final Histogram waited = Tally.histogram();

    /**
     * @param fromNanos records that were due earlier do not count
     * @param toNanos nor do those that were due then or later
     */
    Visibility(SendLog log, int partitions, long fromNanos, long toNanos) {
        this.log = log;
        this.next = new long[partitions];
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    /** At this time a reader sees all records of the partition up to the offset. */
    void seen(int partition, long nextOffset, long nanos) {
        for (long offset = next[partition]; offset < nextOffset; offset++) {
            long due = log.due(partition, offset);
            if (due - fromNanos >= 0 && due - toNanos < 0) {
                waited.recordValue(Math.max(0, nanos - due));
            }
        }
        next[partition] = Math.max(next[partition], nextOffset);
    }

    /** Records that were seen so far, whether they count or not. */
    long records() {
        return Arrays.stream(next).sum();
    }

    Latency latency() {
        return Latency.of(waited);
    }
}
