package io.headgate.ingest.maintain.work;

import java.util.Locale;

/** What became of a request. */
public enum WorkOutcome {
    /** Something was done, and nothing is left. */
    DONE,
    /** There was nothing to do. */
    NOTHING,
    /** Others were faster again and again, or there is more to do than is done in one go. */
    UNFINISHED,
    /** The process was told to stop; whoever takes the request next goes on. */
    INTERRUPTED,
    /** The graph does not have the table. */
    GONE,
    /** It was for another graph. */
    FOREIGN,
    /** An older request had the table looked at after this one was made. */
    SUPERSEDED,
    /** It was given up. */
    FAILED;

    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
