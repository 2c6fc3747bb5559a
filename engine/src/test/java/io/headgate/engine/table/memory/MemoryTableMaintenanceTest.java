package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableMaintenanceContract;
import io.headgate.engine.table.TableStores;

final class MemoryTableMaintenanceTest extends TableMaintenanceContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new MemoryTableStore(tables, allocator);
    }
}
