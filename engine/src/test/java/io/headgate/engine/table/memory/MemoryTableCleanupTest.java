package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableCleanupContract;
import io.headgate.engine.table.TableStores;

final class MemoryTableCleanupTest extends TableCleanupContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new MemoryTableStore(tables, allocator);
    }
}
