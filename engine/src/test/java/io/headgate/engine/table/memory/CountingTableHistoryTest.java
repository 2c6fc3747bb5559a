package io.headgate.engine.table.memory;

import io.headgate.engine.table.CountingTableStore;
import io.headgate.engine.table.TableHistoryContract;
import io.headgate.engine.table.TableStores;

final class CountingTableHistoryTest extends TableHistoryContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new CountingTableStore(new MemoryTableStore(tables, allocator));
    }
}
