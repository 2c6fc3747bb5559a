package io.headgate.ingest.maintain.plan;

import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.ingest.config.PlannerConfig;
import io.headgate.ingest.maintain.event.RequestReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a table is worth a request, and when it is not because one is under way. */
public record PlanningRule(MaintenanceLimits limits, PlannerConfig planner) {

    /** Rows of a fragment below which it is to grow. */
    long smallRows() {
        return Math.max(1, limits.rowsPerFragment() / 2);
    }

    /** Why the table is to be asked for now; empty when it is not. */
    Optional<RequestReason> decide(TableStatistics table, Instant now) {
        boolean waiting = table.inFlight()
                .filter(request ->
                        request.since().plus(planner.inFlightTimeout()).isAfter(now))
                .isPresent();
        return waiting ? Optional.empty() : reason(table, now);
    }

    private Optional<RequestReason> reason(TableStatistics table, Instant now) {
        if (table.smallFragments() >= limits.fanIn()) {
            return Optional.of(RequestReason.FRAGMENTS);
        }
        if (table.deletedRows() > limits.deletedShare() * (table.rows() + table.deletedRows())) {
            return Optional.of(RequestReason.DELETED_ROWS);
        }
        if (table.hasIndexes() && table.unindexedRows() >= planner.unindexedRows()) {
            return Optional.of(RequestReason.UNINDEXED_ROWS);
        }
        boolean old = table.unindexedSince()
                .filter(since -> Duration.between(since, now).compareTo(planner.unindexedAge()) >= 0)
                .isPresent();
        if (table.hasIndexes() && table.unindexedRows() > 0 && old) {
            return Optional.of(RequestReason.UNINDEXED_AGE);
        }
        return table.needsWork() ? Optional.of(RequestReason.SURVEYED) : Optional.empty();
    }
}
