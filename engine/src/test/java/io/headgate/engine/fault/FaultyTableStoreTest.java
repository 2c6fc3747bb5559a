package io.headgate.engine.fault;

import io.headgate.engine.table.TableStoreContract;
import io.headgate.engine.table.TableStores;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;

/** That the decorator adds nothing of its own while nothing is planned. */
final class FaultyTableStoreTest extends TableStoreContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        FaultySeams seams = new FaultySeams(FaultPlan.NONE);
        return allocator -> new FaultyTableStore(seams, new MemoryTableStore(tables, allocator));
    }
}
