package io.headgate.recovery.intent;

/**
 * The offsets of one partition that a write contains: {@code [from, to)}. Valid only while the graph's next offset for the
 * partition equals {@code from}, or the graph does not know the partition yet. Offsets without a record (compacted away,
 * aborted, control records) are inside the range like any other.
 */
public record SourceClaim(SourcePartition partition, long from, long to) {

    public SourceClaim {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("not a range of offsets: [" + from + ", " + to + ") of " + partition);
        }
    }
}
