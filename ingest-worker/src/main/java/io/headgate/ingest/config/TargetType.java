package io.headgate.ingest.config;

import io.headgate.engine.manifest.TableKind;
import java.util.OptionalInt;

/**
 * The node or edge type that a source feeds: {@code node:Person}, {@code edge:Follows}.
 *
 * @param kind NODE or EDGE
 * @param name of the type, or {@code $1} and so on for what a group of the topic's pattern matches
 */
public record TargetType(TableKind kind, String name) {

    public TargetType {
        if (kind == TableKind.SYSTEM) {
            throw new IllegalArgumentException("a source feeds a node or an edge type");
        }
    }

    /** Which group of the topic's pattern the name is taken from, if it is: {@code $1} is the first, {@code $0} all of it. */
    public OptionalInt group() {
        return name.startsWith("$") ? OptionalInt.of(Integer.parseInt(name.substring(1))) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return (kind == TableKind.NODE ? "node:" : "edge:") + name;
    }
}
