package io.headgate.ingest.config;

import java.time.Duration;

/**
 * When the planner asks for maintenance of a table, beside the limits that say whether there is anything to do.
 *
 * @param every how often all tables are looked at, whatever the events said
 * @param inFlightTimeout a request that nobody answered for so long is asked again
 * @param unindexedRows so many rows that no index knows are worth a request; at least 1
 * @param unindexedAge the same for any number of them that are that old
 */
public record PlannerConfig(Duration every, Duration inFlightTimeout, long unindexedRows, Duration unindexedAge) {
    public static final PlannerConfig DEFAULT =
            new PlannerConfig(Duration.ofMinutes(5), Duration.ofMinutes(10), 100_000, Duration.ofMinutes(1));
}
