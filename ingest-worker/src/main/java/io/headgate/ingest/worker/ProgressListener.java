package io.headgate.ingest.worker;

/** Told of every commit, on the worker's polling thread: an implementation must be quick. */
@FunctionalInterface
public interface ProgressListener {
    ProgressListener NONE = report -> {};

    void committed(CommitReport report);
}
