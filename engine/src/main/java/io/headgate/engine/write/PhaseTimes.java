package io.headgate.engine.write;

import java.time.Duration;

/** How long each phase of a write took; retries of a phase are included in it. */
public record PhaseTimes(Duration stage, Duration arm, Duration commit, Duration publish, Duration disarm) {}
