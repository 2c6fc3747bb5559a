package io.headgate.engine.simulation;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.concurrent.Concurrency;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.engine.table.memory.TableReader;
import io.headgate.engine.write.OwnerLiveness;
import io.headgate.engine.write.WriteLimits;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.intent.Owner;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;

/** Everything that the actors of one schedule share: the stores with a new graph in them, the log, the oracle, the clock. */
final class World {

    private final Scheduler scheduler;
    private final BufferAllocator allocator;
    private final Tables tables;
    private final SourceLog log;
    private final LoadLedger loads;
    private final MemoryObjectStore rawObjects = new MemoryObjectStore();
    private final MemoryTables rawTables = new MemoryTables();
    private final TableReader reader;
    private final IntentWatch intents;
    private final Oracle oracle;
    private final WatchedObjectStore objects;
    private final MemoryTableStore tableStore;
    private final WriteLimits limits;
    private final Clock clock;

    World(
            Scheduler scheduler,
            Random random,
            BufferAllocator allocator,
            Tables tables,
            Codecs codecs,
            SourceLog log,
            WriteLimits limits) {
        this.scheduler = scheduler;
        this.allocator = allocator;
        this.tables = tables;
        this.log = log;
        this.loads = new LoadLedger(scheduler);
        this.reader = new TableReader(rawTables, allocator);
        this.tableStore = new MemoryTableStore(rawTables, allocator);
        this.clock = new StepClock(scheduler);
        this.limits = limits;
        GraphManifest first = Graph.init(
                        new GraphEnvironment(
                                rawObjects,
                                tableStore,
                                allocator,
                                clock,
                                new IdSource(clock, random),
                                Faults.NONE,
                                owner("init", 1),
                                (who, when) -> true,
                                limits,
                                Concurrency.NONE),
                        Tables.SCHEMA,
                        "init")
                .newest();
        this.intents = new IntentWatch(scheduler, rawObjects, codecs);
        this.oracle = new Oracle(
                scheduler, log, loads, reader, intents, new Retained(scheduler, clock, reader, first), first);
        this.objects = new WatchedObjectStore(rawObjects, codecs, scheduler, oracle, intents);
    }

    /** The world as an actor sees it. */
    GraphEnvironment environment(Actor actor, IdSource ids, OwnerLiveness liveness) {
        Seams seams = new Seams(actor, scheduler);
        return new GraphEnvironment(
                new SimulatedObjectStore(objects, seams, actor.random()),
                new SimulatedTableStore(tableStore, seams, oracle),
                allocator,
                clock,
                ids,
                Faults.NONE,
                owner(actor.role(), actor.life()),
                liveness,
                limits,
                Concurrency.NONE);
    }

    private static Owner owner(String role, int life) {
        return new Owner(role, life, Instant.EPOCH);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Clock clock() {
        return clock;
    }

    SourceLog log() {
        return log;
    }

    LoadLedger loads() {
        return loads;
    }

    Oracle oracle() {
        return oracle;
    }

    IntentWatch intents() {
        return intents;
    }

    TableReader reader() {
        return reader;
    }

    MemoryObjectStore rawObjects() {
        return rawObjects;
    }

    String schema() {
        return tables.sha256();
    }

    Batch batch() {
        return new Batch(tables, allocator);
    }
}
