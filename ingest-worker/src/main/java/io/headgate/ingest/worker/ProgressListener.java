package io.headgate.ingest.worker;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.source.PartitionSlice;
import io.headgate.ingest.source.ReadingState;
import java.util.List;
import java.util.function.Supplier;

/**
 * Told how a worker gets on: on its polling thread, or, where that is said, on its commit thread. An implementation must be
 * quick and not throw.
 */
@FunctionalInterface
public interface ProgressListener {
    ProgressListener NONE = report -> {};

    /** A batch is visible and durable. */
    void committed(CommitReport report);

    /** The worker is in another state now. */
    default void moved(WorkerState state) {}

    /** Records have arrived and are not decoded yet. */
    default void polled(List<PartitionSlice> slices) {}

    /**
     * A round of the loop that polls is over. There may be many thousands of them in a second.
     *
     * @param newest the newest graph version that the worker has seen
     * @param reading how reading stands; to be asked now or never, on this thread, and it costs a little
     */
    default void stepped(GraphManifest newest, Supplier<ReadingState> reading) {}

    /** Work on the graph has begun. On the commit thread. */
    default void workBegun() {}

    /** It is tried again, because storage or Kafka did not answer. On the commit thread. */
    default void workRetried() {}

    /** It has ended, whatever way. On the commit thread. */
    default void workEnded() {}

    /**
     * A batch turned out to be in the graph already: an earlier attempt of ours, whose answer was lost, or somebody else
     * finished it. On the commit thread.
     */
    default void contained() {}

    /** Tells both, this one first. */
    default ProgressListener and(ProgressListener other) {
        return new BothListeners(this, other);
    }
}
