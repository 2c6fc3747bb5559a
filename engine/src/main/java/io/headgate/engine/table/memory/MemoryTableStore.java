package io.headgate.engine.table.memory;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableRemoval;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.CorruptState;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The in-memory twin: the same promises and the same manners in conflicts as the store on Lance, without any files. A
 * change that does not conflict lands on top of whatever others committed (and is then reported as overshot); appends
 * conflict only with a restore, changes of rows also with each other and with rewrites when they take rows
 * from one fragment, indexes with rewrites of what they cover; restoring always wins. A segment of an index is only what it
 * covers. Filters in scans are refused with an {@link IllegalArgumentException}. What must never be done, a change given to
 * commit after it was discarded or the other way round, is an {@link IllegalStateException}.
 *
 * <p>Thread-safe; closing it changes nothing for the tables.
 */
public final class MemoryTableStore implements TableStore {

    private final MemoryTables tables;
    private final ArrowRows arrow;

    /** @param allocator for readers handed out and for work within a call; the caller closes it */
    public MemoryTableStore(MemoryTables tables, BufferAllocator allocator) {
        this.tables = tables;
        this.arrow = new ArrowRows(allocator);
    }

    @Override
    public PinnedTable createIfAbsent(TablePath path, Schema schema, TransactionStamp stamp) {
        return pin(tables.createIfAbsent(path, schema, stamp), 1);
    }

    @Override
    public PinnedTable open(TablePath path, long version) {
        return pin(tables.find(path), version);
    }

    @Override
    public void discard(TablePath path, StagedChange change) {
        if (!(change instanceof MemoryChange)) {
            throw new IllegalArgumentException("the change was staged by another store: discard it there");
        }
        ((MemoryChange) change).use().discarded();
    }

    @Override
    public TableRemoval cleanup(TablePath path, long beforeVersion) {
        return tables.find(path).removeBefore(beforeVersion, true);
    }

    @Override
    public TableRemoval removable(TablePath path, long beforeVersion) {
        return tables.find(path).removeBefore(beforeVersion, false);
    }

    @Override
    public void close() {}

    private PinnedTable pin(MemoryTable table, long version) {
        TableVersion pinned = table.find(version)
                .orElseThrow(() -> new CorruptState(
                        table.path().value(),
                        "Table " + table.path() + " has no version " + version + "; its newest is "
                                + table.head().number()));
        return new MemoryPinnedTable(table, pinned, arrow);
    }
}
