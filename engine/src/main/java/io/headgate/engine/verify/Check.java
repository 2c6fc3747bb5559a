package io.headgate.engine.verify;

import java.util.Locale;

/** What is checked, in the order of a report. */
public enum Check {
    /** The identity of the graph can be read. */
    IDENTITY,
    /** Every graph version from the newest to the oldest that is kept can be read and follows from the one before. */
    VERSIONS,
    /** The schema sources that graph versions name are there and are what their names say. */
    SCHEMA,
    /** The offset of a partition never goes back. */
    OFFSETS,
    /** Every account balances, and the totals are the sum of all accounts. */
    ACCOUNTS,
    /** The dead-letter table has one row for each record that the totals count as dead-lettered. */
    DEAD_LETTERS,
    /** Intents can be read, and none is in two graph versions. */
    INTENTS,
    /** How many recovery actions are on record. */
    AUDIT,
    /** Holds on graph versions can be read. */
    HOLDS,
    /** Nothing has moved a table's newest version that cannot be explained. */
    HEADS,
    /** The table versions that graph versions name can be opened, and are the ones that were published. */
    PINS,
    /** Deep: every value of every row can be read. */
    ROWS,
    /** Deep: no id is in a table twice. */
    KEYS,
    /** Deep: how many ends of edges are not there. */
    ENDPOINTS,
    /** How many files nothing names. */
    FILES;

    /** The name in reports: {@code dead_letters}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
