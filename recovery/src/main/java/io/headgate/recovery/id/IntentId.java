package io.headgate.recovery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of one intent (the recovery sidecar): a ULID, so that names sort by the time of arming.
 *
 * @param value the text of the id; never blank
 */
public record IntentId(@JsonValue String value) implements Comparable<IntentId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IntentId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("IntentId must not be blank");
        }
    }

    @Override
    public int compareTo(IntentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
