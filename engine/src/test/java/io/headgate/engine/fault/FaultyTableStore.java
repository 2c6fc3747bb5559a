package io.headgate.engine.fault;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableRemoval;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.StorageUnavailable;
import org.apache.arrow.vector.types.pojo.Schema;

/** A table store whose calls, and those of the tables it opens, go wrong as planned. */
final class FaultyTableStore implements TableStore {

    private final FaultySeams seams;
    private final TableStore store;

    FaultyTableStore(FaultySeams seams, TableStore store) {
        this.seams = seams;
        this.store = store;
    }

    @Override
    public PinnedTable createIfAbsent(TablePath path, Schema schema, TransactionStamp stamp) {
        return seams.call(
                new SeamCall(SeamOperation.CREATE_IF_ABSENT, path.value()),
                () -> new FaultyPinnedTable(seams, store.createIfAbsent(path, schema, stamp)),
                PinnedTable::close);
    }

    @Override
    public PinnedTable open(TablePath path, long version) {
        return seams.call(
                new SeamCall(SeamOperation.OPEN, path.value()),
                () -> new FaultyPinnedTable(seams, store.open(path, version)),
                PinnedTable::close);
    }

    @Override
    public void discard(TablePath path, StagedChange change) {
        try {
            seams.call(new SeamCall(SeamOperation.DISCARD, path.value()), () -> {
                store.discard(path, change);
                return change;
            });
        } catch (StorageUnavailable left) {
            // The seam promises not to fail.
        }
    }

    @Override
    public TableRemoval cleanup(TablePath path, long beforeVersion) {
        return seams.call(new SeamCall(SeamOperation.CLEANUP, path.value()), () -> store.cleanup(path, beforeVersion));
    }

    @Override
    public TableRemoval removable(TablePath path, long beforeVersion) {
        return seams.call(
                new SeamCall(SeamOperation.REMOVABLE, path.value()), () -> store.removable(path, beforeVersion));
    }

    @Override
    public void close() {
        store.close();
    }
}
