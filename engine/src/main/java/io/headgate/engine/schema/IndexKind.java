package io.headgate.engine.schema;

/** What an index of a table is good at. */
public enum IndexKind {
    /** Finds equal values and ranges of a column with one value in each row: every scalar type, and enums. */
    BTREE,
    /** Full text: finds the rows of a String column that hold given words. Lance calls it INVERTED. */
    TEXT,
    /** Finds the vectors nearest to a given one by L2 distance, approximately: IVF. */
    VECTOR
}
