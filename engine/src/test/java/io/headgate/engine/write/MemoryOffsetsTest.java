package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.id.IdSource;
import java.time.Clock;
import java.util.Random;

/** Deliberate changes of offsets over the in-memory twins, which must not be told from the real stores. */
final class MemoryOffsetsTest extends OffsetsContract {

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final MemoryTables tables = new MemoryTables();

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        Clock clock = Clock.systemUTC();
        return GraphEnvironment.of(
                objects,
                new MemoryTableStore(tables, fixtures.allocator()),
                fixtures.allocator(),
                clock,
                new IdSource(clock, new Random()));
    }
}
