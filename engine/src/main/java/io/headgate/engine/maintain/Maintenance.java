package io.headgate.engine.maintain;

import io.headgate.engine.Catalogue;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.TableLayout;
import io.headgate.engine.write.MaintenancePath;
import io.headgate.engine.write.TableMaintainer;
import io.headgate.engine.write.WriteListener;
import io.headgate.recovery.id.TableId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the tables of a graph fast, beside any number of writers: rewrites small fragments and those with many deleted rows,
 * and builds and extends declared indexes. All of it is staged outside the turn and committed as an intent, so a crash at any
 * moment is recovered as that of any writer is; no content and no offset changes. For use by one thread at a time.
 */
public final class Maintenance implements AutoCloseable {

    private final Catalogue catalogue;
    private final ChangeTally tally;
    private final RewriteStreaks streaks = new RewriteStreaks();
    private final TableMaintainer maintainer;

    /**
     * Opens it, which settles what dead writers left.
     *
     * @param actor who maintains, for the commit history
     * @param listener told what it publishes and settles
     */
    public Maintenance(
            GraphEnvironment environment,
            GraphIdentity identity,
            Catalogue catalogue,
            GraphManifest known,
            String actor,
            WriteListener listener) {
        this.catalogue = catalogue;
        this.tally = new ChangeTally(listener);
        this.maintainer = new MaintenancePath(environment, identity, known, actor, tally);
    }

    /** What every table is made of, in the order of the newest graph version. */
    public List<TableStatus> survey(MaintenanceLimits limits) {
        GraphManifest newest = maintainer.refresh();
        return newest.tables().stream().map(pin -> status(newest, pin, limits)).toList();
    }

    /** The same of one table; empty when the graph does not have it. */
    public Optional<TableStatus> survey(TableId table, MaintenanceLimits limits) {
        GraphManifest newest = maintainer.refresh();
        return newest.table(table).map(pin -> status(newest, pin, limits));
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
        return new TableOptimizer(maintainer, catalogue, tally, streaks, limits).optimize(table);
    }

    private TableStatus status(GraphManifest manifest, TablePin pin, MaintenanceLimits limits) {
        TableLayout layout = maintainer.layout(pin);
        List<DeclaredIndex> declared = DeclaredIndexes.of(catalogue.at(manifest), pin);
        return TableStatuses.of(manifest.version(), pin, layout, declared, limits);
    }

    @Override
    public void close() {
        maintainer.close();
    }
}
