package io.headgate.ingest.worker;

/** The life of a worker; it only moves forward. */
public enum WorkerState {
    NEW,
    /** Reading, and writing what was read. */
    RUNNING,
    /** Reading no more; the batch in flight is being finished. */
    DRAINING,
    STOPPED
}
