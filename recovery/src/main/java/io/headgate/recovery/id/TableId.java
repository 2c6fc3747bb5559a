package io.headgate.recovery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of a table for as long as it exists. Names are aliases; a rename keeps the id.
 *
 * @param value the text of the id; never blank
 */
public record TableId(@JsonValue String value) implements Comparable<TableId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TableId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("TableId must not be blank");
        }
    }

    @Override
    public int compareTo(TableId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
