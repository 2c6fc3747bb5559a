package io.headgate.ingest.batch;

/** Why filling a batch ended. */
public enum FillResult {
    /** Every record that was offered is in the batch. */
    DRAINED,
    /** The batch has reached a limit; records are left. */
    FULL,
    /** There is no memory for the next record, although the batch has not reached a limit. */
    NO_MEMORY
}
