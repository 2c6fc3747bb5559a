package io.headgate.recovery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of one hold on a graph version: a ULID.
 *
 * @param value the text of the id; never blank
 */
public record HoldId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HoldId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("HoldId must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
