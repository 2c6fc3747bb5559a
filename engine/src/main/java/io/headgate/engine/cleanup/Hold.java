package io.headgate.engine.cleanup;

import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a graph version, and all after it, from being cleaned up for a while.
 *
 * @param formatVersion layout of the serialised form
 * @param id its name
 * @param version the version that is held
 * @param placedAt when, for people
 * @param expiresAt from when on it keeps nothing, by the clock of whoever cleans up
 * @param actor who placed it
 * @param reason why, for people; empty when nobody said
 */
public record Hold(
        int formatVersion,
        HoldId id,
        GraphVersion version,
        Instant placedAt,
        Instant expiresAt,
        String actor,
        Optional<String> reason) {

    public static final int FORMAT_VERSION = 1;

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
