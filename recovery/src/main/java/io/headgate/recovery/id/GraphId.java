package io.headgate.recovery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a graph, chosen at init and never changed.
 *
 * @param value the text of the id; never blank
 */
public record GraphId(@JsonValue String value) implements Comparable<GraphId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GraphId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("GraphId must not be blank");
        }
    }

    @Override
    public int compareTo(GraphId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
