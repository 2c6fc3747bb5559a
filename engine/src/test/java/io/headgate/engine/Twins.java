package io.headgate.engine;

import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.memory.MemoryTableInspection;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.id.IdSource;
import java.time.Clock;
import java.util.Random;

/** The in-memory twins of both stores; what is in them stays from one environment to the next. */
public final class Twins {

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final MemoryTables tables = new MemoryTables();

    /** The environment of one more process. */
    public GraphEnvironment open(TableFixtures fixtures) {
        Clock clock = Clock.systemUTC();
        return GraphEnvironment.of(
                objects,
                new MemoryTableStore(tables, fixtures.allocator()),
                fixtures.allocator(),
                clock,
                new IdSource(clock, new Random()));
    }

    /** What is on the disk under the tables. */
    public MemoryTables tables() {
        return tables;
    }

    public TableInspection inspection() {
        return new MemoryTableInspection(tables);
    }
}
