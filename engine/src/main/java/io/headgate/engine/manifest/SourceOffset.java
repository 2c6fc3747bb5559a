package io.headgate.engine.manifest;

import io.headgate.recovery.intent.SourcePartition;

/**
 * How far the graph contains a partition.
 *
 * @param nextOffset the first offset that it does not contain
 * @param epoch how often the offset was changed deliberately. Within an epoch the offset only grows
 */
public record SourceOffset(SourcePartition partition, long nextOffset, long epoch) {

    /** Of a partition whose offset was never changed deliberately. */
    public SourceOffset(SourcePartition partition, long nextOffset) {
        this(partition, nextOffset, 0);
    }
}
