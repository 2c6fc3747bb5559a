package io.headgate.engine.verify;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.memory.MemoryTableInspection;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.id.IdSource;
import java.time.Clock;
import java.util.Random;

/** Over the in-memory twins. */
final class MemoryVerificationTest extends VerificationContract {

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

    @Override
    TableInspection inspection(TableFixtures fixtures) {
        return new MemoryTableInspection(tables);
    }
}
