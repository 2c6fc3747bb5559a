package io.headgate.engine.cleanup;

import java.time.Duration;

/**
 * Bounds of holds.
 *
 * @param longest how long one may be held at a time
 * @param most how many may lie there
 */
public record HoldLimits(Duration longest, int most) {

    /** How long a version is held when nobody says. */
    public static final Duration USUAL = Duration.ofHours(24);

    public static final HoldLimits DEFAULT = new HoldLimits(Duration.ofDays(30), 10_000);
}
