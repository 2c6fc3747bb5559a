package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableMaintenanceRacesContract;
import io.headgate.engine.table.TableStores;

final class MemoryTableMaintenanceRacesTest extends TableMaintenanceRacesContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new MemoryTableStore(tables, allocator);
    }
}
