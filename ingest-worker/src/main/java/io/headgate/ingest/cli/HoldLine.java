package io.headgate.ingest.cli;

import io.headgate.engine.cleanup.Hold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code snapshot hold --json}, {@code snapshot list --json} and {@code status --json} print for one hold. The names of the
 * components are part of the interface.
 *
 * @param expired whether it keeps nothing any more
 */
record HoldLine(
        String hold,
        long version,
        String placedAt,
        String expiresAt,
        boolean expired,
        String actor,
        @Nullable String reason) {

    static HoldLine of(Hold hold, Instant now) {
        return new HoldLine(
                hold.id().value(),
                hold.version().number(),
                hold.placedAt().toString(),
                hold.expiresAt().toString(),
                hold.isExpired(now),
                hold.actor(),
                hold.reason().orElse(null));
    }
}
