package io.headgate.engine.table.memory;

import io.headgate.engine.table.RandomOperationsContract;
import io.headgate.engine.table.TableStore;
import org.apache.arrow.memory.BufferAllocator;

final class MemoryRandomOperationsTest extends RandomOperationsContract {

    private MemoryTables tables = new MemoryTables();

    @Override
    protected TableStore openEmpty(BufferAllocator allocator) {
        tables = new MemoryTables();
        return openSame(allocator);
    }

    @Override
    protected TableStore openSame(BufferAllocator allocator) {
        return new MemoryTableStore(tables, allocator);
    }
}
