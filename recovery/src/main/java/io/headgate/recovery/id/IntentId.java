package io.headgate.recovery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import java.util.Optional;

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

    /** When it was armed, by the clock of whoever did; empty when the text is no ULID. */
    public Optional<Instant> armedAt() {
        return Ulid.isValid(value) ? Optional.of(Ulid.getInstant(value)) : Optional.empty();
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
