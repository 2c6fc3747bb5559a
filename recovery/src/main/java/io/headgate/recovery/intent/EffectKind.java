package io.headgate.recovery.intent;

/** How a table's content changes. */
public enum EffectKind {
    /** The staged rows are added. */
    APPEND,
    /** Rows with the keys of the staged rows, or with one of the deleted keys, go; the staged rows are added. */
    UPSERT,
    /** Not at all: the same rows lie in other fragments, or an index knows more of them. */
    MAINTAIN
}
