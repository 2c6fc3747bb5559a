package io.headgate.engine.maintain;

import io.headgate.recovery.id.TableId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the tables of a graph fast, beside any number of writers: rewrites small fragments and those with many deleted rows,
 * and builds and extends declared indexes. All of it is staged outside the turn and committed as an intent, so a crash at any
 * moment is recovered as that of any writer is; no content and no offset changes. For use by one thread at a time.
 */
public final class Maintenance implements AutoCloseable {

    /** What every table is made of, in the order of the graph version. */
    public List<TableStatus> survey(MaintenanceLimits limits) {
        throw new UnsupportedOperationException("survey");
    }

    /** The same of one table; empty when the graph does not have it. */
    public Optional<TableStatus> survey(TableId table, MaintenanceLimits limits) {
        throw new UnsupportedOperationException("survey");
    }

    /**
     * Does what there is to do for one table, in several commits if need be. Doing it again at once commits nothing.
     *
     * @return empty when the graph does not have the table
     * @throws io.headgate.recovery.error.RecoveryRequired when a table was moved by other hands
     * @throws io.headgate.recovery.error.StorageUnavailable when storage cannot be reached; what was armed is settled by whoever
     *     comes next
     */
    public Optional<TableReport> optimize(TableId table, MaintenanceLimits limits) {
        throw new UnsupportedOperationException("optimize");
    }

    @Override
    public void close() {}
}
