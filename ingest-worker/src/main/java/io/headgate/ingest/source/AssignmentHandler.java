package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;
import java.util.Set;

/**
 * Told, on the polling thread, which partitions go. Those that come are placed by the next {@link Survey}: to look at the graph
 * and at Kafka takes time, and polling goes on meanwhile.
 */
public interface AssignmentHandler {
    /** Partitions are about to go to another member: the last chance to write what was read of them. */
    void revoked(Set<SourcePartition> partitions);

    /** Partitions have already gone to another member: what was read of them and not written is void. */
    void lost(Set<SourcePartition> partitions);
}
