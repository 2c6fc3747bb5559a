package io.headgate.recovery.intent;

/**
 * The offsets of one partition that a write contains: {@code [from, to)}. Valid only while the graph's next offset for the
 * partition equals {@code from}, or the graph does not know the partition yet, and only in the epoch it was read in. Offsets
 * without a record (compacted away, aborted, control records) are inside the range like any other.
 *
 * @param epoch how often the partition's offset had been changed deliberately in the graph when the reading of it began. It
 *     only grows, so a claim from before such a change never becomes valid again, wherever the offset is
 */
public record SourceClaim(SourcePartition partition, long from, long to, long epoch) {

    public SourceClaim {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("not a range of offsets: [" + from + ", " + to + ") of " + partition);
        }
        if (epoch < 0) {
            throw new IllegalArgumentException("not an epoch: " + epoch + " of " + partition);
        }
    }

    /** A claim on a partition whose offset was never changed deliberately. */
    public SourceClaim(SourcePartition partition, long from, long to) {
        this(partition, from, to, 0);
    }
}
