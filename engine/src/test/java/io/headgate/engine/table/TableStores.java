package io.headgate.engine.table;

import org.apache.arrow.memory.BufferAllocator;

/** Opens stores on the same tables, as several processes would. There are no tables at first. */
@FunctionalInterface
public interface TableStores {

    TableStore open(BufferAllocator allocator) throws Exception;
}
