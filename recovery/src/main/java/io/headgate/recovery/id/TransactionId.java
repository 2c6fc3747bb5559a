package io.headgate.recovery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of one Lance transaction attempt: a UUID that we choose, so that a history can be asked whether it landed.
 *
 * @param value the text of the id; never blank
 */
public record TransactionId(@JsonValue String value) implements Comparable<TransactionId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TransactionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("TransactionId must not be blank");
        }
    }

    @Override
    public int compareTo(TransactionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
