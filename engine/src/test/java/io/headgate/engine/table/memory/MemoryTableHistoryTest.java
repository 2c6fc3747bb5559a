package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableHistoryContract;
import io.headgate.engine.table.TableStores;

final class MemoryTableHistoryTest extends TableHistoryContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new MemoryTableStore(tables, allocator);
    }
}
