package io.headgate.ingest.config;

import java.time.Duration;

/**
 * How a worker can be watched.
 *
 * @param lagEvery how often Kafka is asked where partitions end
 */
public record MonitoringConfig(HttpConfig http, HealthConfig health, Duration lagEvery) {
    /** Not at all. */
    public static final MonitoringConfig OFF =
            new MonitoringConfig(HttpConfig.OFF, HealthConfig.DEFAULT, Duration.ofSeconds(5));
}
