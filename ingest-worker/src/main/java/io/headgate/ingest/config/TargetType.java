package io.headgate.ingest.config;

import io.headgate.engine.manifest.TableKind;

/**
 * The node or edge type that a source feeds: {@code node:Person}, {@code edge:Follows}.
 *
 * @param kind NODE or EDGE
 */
public record TargetType(TableKind kind, String name) {

    public TargetType {
        if (kind == TableKind.SYSTEM) {
            throw new IllegalArgumentException("a source feeds a node or an edge type");
        }
    }

    @Override
    public String toString() {
        return (kind == TableKind.NODE ? "node:" : "edge:") + name;
    }
}
