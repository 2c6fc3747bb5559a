package io.headgate.ingest.config;

import java.time.Duration;

/**
 * When a worker counts as stuck.
 *
 * @param pollWithin how long the loop that polls Kafka may take for one round
 * @param progressWithin how long work on the graph may show no sign of life: no storage operation begun or ended, nothing tried again
 */
public record HealthConfig(Duration pollWithin, Duration progressWithin) {
    public static final HealthConfig DEFAULT = new HealthConfig(Duration.ofMinutes(2), Duration.ofMinutes(10));
}
