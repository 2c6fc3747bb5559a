package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteLimits;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.decide.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Runs schedules: a storm in which actors are interrupted, die and are misled, then calm in which everything must come to its
 * end, then a last look by a recoverer that is alone. What happens depends on the seed and the options only. For use by the
 * thread that made it.
 */
public final class Simulation implements AutoCloseable {

    private final SimulationOptions options;
    private final Crew crew = new Crew();
    private final Tables tables = new Tables();
    private final Codecs codecs = new Codecs();

    public Simulation(SimulationOptions options) {
        this.options = options;
    }

    /** Runs one schedule. */
    public static SimulationReport run(long seed, SimulationOptions options) {
        try (Simulation simulation = new Simulation(options)) {
            return simulation.run(seed);
        }
    }

    /** Runs one schedule, with a trace only when a promise was broken. */
    SimulationReport runQuietly(long seed) {
        return run(seed, false);
    }

    /** Runs one schedule. */
    public SimulationReport run(long seed) {
        return run(seed, true);
    }

    private SimulationReport run(long seed, boolean traced) {
        long memoryBefore = crew.allocator().getAllocatedMemory();
        Random random = new Random(mixed(seed));
        Scheduler scheduler =
                new Scheduler(new Random(random.nextLong()), crew.baton(), Weather.of(new Random(random.nextLong())));
        Random size = new Random(random.nextLong());
        World world = new World(
                scheduler,
                new Random(random.nextLong()),
                crew.allocator(),
                tables,
                codecs,
                new SourceLog(new Random(random.nextLong()), options.partitions(), options.records()),
                limits(new Random(random.nextLong())));
        enlist(world, size, random);
        play(world, size, random);
        requireMemoryBack(scheduler, memoryBefore);
        scheduler.counters().loads = world.loads().visibleCount();
        scheduler.counters().recoveries = world.intents().recordCount();
        boolean broken = scheduler.violation().isPresent();
        return new SimulationReport(
                seed,
                scheduler.violation(),
                traced || broken ? scheduler.traceLines() : List.of(),
                scheduler.counters().statistics());
    }

    /** Mostly so tight that they are met. */
    private static WriteLimits limits(Random random) {
        TurnLimits turn = new TurnLimits(
                Duration.ofNanos(1),
                1 + random.nextInt(20),
                1 + random.nextInt(100),
                1 + random.nextInt(5),
                1 + random.nextInt(8));
        return new WriteLimits(
                1 + random.nextInt(6),
                1 + random.nextInt(6),
                Duration.ofNanos(1),
                Duration.ofNanos(2),
                random.nextInt(3),
                turn);
    }

    /** Each partition has an owner; the other actors are anything, also a second owner. */
    private void enlist(World world, Random size, Random random) {
        int count = 3 + size.nextInt(options.mostActors() - 2);
        for (int number = 0; number < count; number++) {
            Random own = new Random(random.nextLong());
            Actor actor = number < options.partitions()
                    ? new SourceActor("source-" + number, world, own, number)
                    : other(number, world, size, own);
            world.scheduler().add(actor, crew.assign(number, actor::run));
        }
    }

    private Actor other(int number, World world, Random size, Random own) {
        return switch (size.nextInt(7)) {
            case 0 -> new SourceActor("source-" + number, world, own, size.nextInt(options.partitions()));
            case 1 -> new LoadActor(String.valueOf(number), world, own, 1 + size.nextInt(4));
            case 2 -> new MaintenanceActor("maintainer-" + number, world, own, 1 + size.nextInt(6));
            case 3 ->
                new RewindActor(
                        "rewinder-" + number, world, own, size.nextInt(options.partitions()), 1 + size.nextInt(2));
            case 4 -> new CleanupActor("cleaner-" + number, world, own, 1 + size.nextInt(6));
            case 5 -> new HoldActor("holder-" + number, world, own, 1 + size.nextInt(6));
            default -> new RecoveryActor("recoverer-" + number, world, own, 1 + size.nextInt(12));
        };
    }

    private void play(World world, Random size, Random random) {
        Scheduler scheduler = world.scheduler();
        scheduler.run(options.longestStorm() / 6 + size.nextInt(options.longestStorm() * 5 / 6));
        scheduler.trace("", "--- calm ---");
        scheduler.calm();
        scheduler.landAllEffects();
        if (size.nextBoolean()) {
            scheduler.trace("", "--- all die; one recovers alone ---");
            scheduler.killAll();
            recoverAlone(world, "recoverer-a", random);
        }
        scheduler.release();
        long calmSince = scheduler.counters().steps;
        scheduler.runToTheEnd(options.longestCalm());
        scheduler.counters().calm = scheduler.counters().steps - calmSince;
        if (scheduler.violation().isPresent()) {
            return;
        }
        recoverAlone(world, "recoverer-b", random);
        if (scheduler.violation().isEmpty()
                && !world.log().isContainedIn(world.oracle().newest())) {
            scheduler.violated("the graph contains the whole log in the end", "all offsets", "less");
        }
    }

    /** Afterwards nothing is left to be resolved. */
    private void recoverAlone(World world, String role, Random random) {
        Scheduler scheduler = world.scheduler();
        if (scheduler.violation().isPresent()) {
            return;
        }
        world.intents().takeNewRecords();
        scheduler.runAlone(RecoveryActor.alone(role, world, new Random(random.nextLong())), options.longestCalm());
        long effects = scheduler.counters().effects;
        if (scheduler.violation().isEmpty()) {
            check(scheduler, () -> requireResolved(world));
        }
        if (scheduler.violation().isEmpty()) {
            scheduler.runAlone(
                    RecoveryActor.again(role + "2", world, new Random(random.nextLong())), options.longestCalm());
            check(
                    scheduler,
                    () -> scheduler.require(
                            "a second recovery changes nothing", 0L, scheduler.counters().effects - effects));
        }
    }

    /** Also actors that die give back what they have of the process that they share here. */
    private void requireMemoryBack(Scheduler scheduler, long before) {
        if (scheduler.violation().isEmpty() && crew.allocator().getAllocatedMemory() != before) {
            scheduler.violated("memory is given back", before, crew.allocator().getAllocatedMemory());
        }
    }

    private static void check(Scheduler scheduler, Runnable check) {
        try {
            check.run();
        } catch (Stopped violated) {
            scheduler.run(0);
        }
    }

    private static void requireResolved(World world) {
        List<ObjectKey> left = world.rawObjects().list(GraphKeys.INTENT_PREFIX, 100);
        world.scheduler().require("a recoverer that is alone resolves every intent", List.of(), left);
        for (RecoveryRecord record : world.intents().takeNewRecords()) {
            if (record.decision() != Decision.CONVERGED) {
                record.tables().forEach(table -> {
                    TablePin pin = world.oracle().newest().table(table.table()).orElseThrow();
                    world.scheduler()
                            .require(
                                    "pin and HEAD of table " + pin.name() + " agree when " + record.decision()
                                            + " has dealt with intent " + record.intent(),
                                    world.reader().head(pin.path()),
                                    pin.version());
                });
            }
        }
    }

    /** Neighbouring seeds are to have nothing in common. */
    private static long mixed(long seed) {
        long z = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 31);
    }

    @Override
    public void close() {
        crew.close();
    }
}
