package io.headgate.ingest.maintain.event;

import java.util.Locale;

/** Why a table is worth working on. */
public enum RequestReason {
    /** It has many new small fragments. */
    FRAGMENTS,
    /** Many of its rows were deleted or replaced. */
    DELETED_ROWS,
    /** Indexes do not know many of its rows. */
    UNINDEXED_ROWS,
    /** Indexes have not known some of its rows for long. */
    UNINDEXED_AGE,
    /** A look at it found something to do. */
    SURVEYED;

    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }
}
