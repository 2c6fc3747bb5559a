package io.headgate.recovery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identity of one published graph version, chosen before publishing: it tells a lost answer from a lost race.
 *
 * @param value the text of the id; never blank
 */
public record CommitId(@JsonValue String value) implements Comparable<CommitId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CommitId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("CommitId must not be blank");
        }
    }

    @Override
    public int compareTo(CommitId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
