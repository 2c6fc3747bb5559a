package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.RecoveryRequired;

/**
 * Writes batches to a graph, each one exactly once and all its tables at once. For use by one thread at a time; any number
 * of writers in any number of processes may work on one graph.
 */
public interface GraphWriter extends AutoCloseable {

    /** The newest graph version that this writer has seen; costs nothing. */
    GraphManifest current();

    /** The schema that is in force at {@link #current}: recovery may have brought a new one. */
    GraphSchema schema();

    /** Looks for the newest graph version and resolves what dead writers left behind. */
    GraphManifest refresh();

    /**
     * Stages, arms, commits, publishes and disarms.
     *
     * @throws Conflict when a claim does not continue the graph's offsets, or others won too often; nothing is visible and
     *     the caller reads again from the offsets of {@link #refresh()}
     * @throws OutcomeUnknown when storage failed after the write was armed: it may still become visible
     * @throws RecoveryRequired when a table was moved by other hands
     */
    WriteResult write(WriteRequest request);

    @Override
    void close();
}
