package io.headgate.ingest.cli;

import io.headgate.ingest.config.WorkerConfig;

/** Runs the ingest worker. */
@FunctionalInterface
public interface WorkerVerb {

    /**
     * Returns when the worker has left in good order: told to stop, or caught up.
     *
     * @param untilCaughtUp whether to stop at the end offsets seen at start
     * @param stop how the process is told to stop
     */
    void run(WorkerConfig config, boolean untilCaughtUp, StopSignal stop);
}
