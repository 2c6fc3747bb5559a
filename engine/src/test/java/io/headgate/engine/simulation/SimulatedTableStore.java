package io.headgate.engine.simulation;

import io.headgate.engine.simulation.SeamCall.Kind;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableRemoval;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.StorageUnavailable;
import org.apache.arrow.vector.types.pojo.Schema;

/** The table store as one actor sees it. */
final class SimulatedTableStore implements TableStore {

    private final TableStore store;
    private final Seams seams;
    private final Oracle oracle;

    SimulatedTableStore(TableStore store, Seams seams, Oracle oracle) {
        this.store = store;
        this.seams = seams;
        this.oracle = oracle;
    }

    @Override
    public PinnedTable createIfAbsent(TablePath path, Schema schema, TransactionStamp stamp) {
        return wrap(seams.call(
                Kind.EFFECT, "createIfAbsent", path.value(), () -> store.createIfAbsent(path, schema, stamp)));
    }

    @Override
    public PinnedTable open(TablePath path, long version) {
        return wrap(seams.call(Kind.READ, "open", path.value() + " v" + version, () -> store.open(path, version)));
    }

    @Override
    public void discard(TablePath path, StagedChange change) {
        try {
            seams.run(Kind.STAGE, "discard", path.value(), () -> store.discard(path, change));
        } catch (StorageUnavailable left) {
            // The seam promises not to fail.
        }
    }

    @Override
    public TableRemoval cleanup(TablePath path, long beforeVersion) {
        return seams.call(Kind.EFFECT, "cleanup", path.value() + " before v" + beforeVersion, () -> {
            TableRemoval removed = store.cleanup(path, beforeVersion);
            oracle.cleanedUp(path);
            return removed;
        });
    }

    @Override
    public TableRemoval removable(TablePath path, long beforeVersion) {
        return seams.call(
                Kind.READ,
                "removable",
                path.value() + " before v" + beforeVersion,
                () -> store.removable(path, beforeVersion));
    }

    private PinnedTable wrap(PinnedTable table) {
        return new SimulatedPinnedTable(table, seams);
    }

    @Override
    public void close() {}
}
