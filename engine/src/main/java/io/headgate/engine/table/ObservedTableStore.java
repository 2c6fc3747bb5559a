package io.headgate.engine.table;

import io.headgate.engine.observe.StorageObserver;
import io.headgate.engine.observe.StorageOperation;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Passes every call on to another store, also those to the tables that it opens, and tells an observer of it. As thread-safe
 * as the two are.
 */
public final class ObservedTableStore implements TableStore {

    private final TableStore tables;
    private final StorageObserver observer;

    /**
     * @param tables closed with this one
     */
    public ObservedTableStore(TableStore tables, StorageObserver observer) {
        this.tables = tables;
        this.observer = observer;
    }

    @Override
    public PinnedTable createIfAbsent(TablePath path, Schema schema, TransactionStamp stamp) {
        return new ObservedPinnedTable(
                observer.observe(StorageOperation.CREATE_IF_ABSENT, () -> tables.createIfAbsent(path, schema, stamp)),
                observer);
    }

    @Override
    public PinnedTable open(TablePath path, long version) {
        return new ObservedPinnedTable(
                observer.observe(StorageOperation.OPEN, () -> tables.open(path, version)), observer);
    }

    @Override
    public void discard(TablePath path, StagedChange change) {
        observer.observe(StorageOperation.DISCARD, () -> tables.discard(path, change));
    }

    @Override
    public TableRemoval cleanup(TablePath path, long beforeVersion) {
        return observer.observe(StorageOperation.CLEANUP, () -> tables.cleanup(path, beforeVersion));
    }

    @Override
    public TableRemoval removable(TablePath path, long beforeVersion) {
        return observer.observe(StorageOperation.REMOVABLE, () -> tables.removable(path, beforeVersion));
    }

    @Override
    public void close() {
        tables.close();
    }
}
