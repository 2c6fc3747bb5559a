package io.headgate.engine.table.memory;

import io.headgate.engine.table.TableIndexContract;
import io.headgate.engine.table.TableStores;

final class MemoryTableIndexTest extends TableIndexContract {

    @Override
    protected TableStores stores() {
        MemoryTables tables = new MemoryTables();
        return allocator -> new MemoryTableStore(tables, allocator);
    }
}
