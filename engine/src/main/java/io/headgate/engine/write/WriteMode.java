package io.headgate.engine.write;

/** How rows of a write meet the rows that are there. */
public enum WriteMode {
    /** Rows are added, whatever is there. A chunk has no deletes. */
    APPEND,
    /** A row replaces the one with its id; of several rows with one id in a write, the last one counts. */
    UPSERT
}
