package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableRacesContract;
import io.headgate.engine.table.TableStores;

final class MemoryTableRacesTest extends TableRacesContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new MemoryTableStore(tables, allocator);
    }
}
