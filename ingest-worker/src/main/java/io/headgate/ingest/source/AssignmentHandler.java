package io.headgate.ingest.source;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Set;

/** Told, on the polling thread, which partitions come and go. */
public interface AssignmentHandler {
    /** Partitions were assigned. The answer is the newest graph version: reading goes on at its offsets. */
    GraphManifest assigned();

    /** Where reading of newly assigned partitions starts. */
    void placed(List<Placement> placements);

    /** Partitions are about to go to another member: the last chance to write what was read of them. */
    void revoked(Set<SourcePartition> partitions);

    /** Partitions have already gone to another member: what was read of them and not written is void. */
    void lost(Set<SourcePartition> partitions);
}
