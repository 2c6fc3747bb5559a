package io.headgate.engine.manifest;

/** What a table holds. */
public enum TableKind {
    NODE,
    EDGE,
    SYSTEM
}
