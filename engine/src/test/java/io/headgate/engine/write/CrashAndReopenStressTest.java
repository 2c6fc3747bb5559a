package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Crashes at random durable effects and opens again until the log is in the graph, over real Lance tables, many times at once
 * while something else keeps the processors busy. {@code -Dheadgate.stress.runs=N} says how many times.
 */
final class CrashAndReopenStressTest {

    private static final int RUNS = Integer.getInteger("headgate.stress.runs", 100);
    private static final int AT_A_TIME = 8;
    private static final long LOG_END = 9;
    /** More than a run that is not crashed has, so that some finish in one go. */
    private static final int LAST_EFFECT = 32;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    private final AtomicBoolean burning = new AtomicBoolean(true);
    private final List<Thread> burners = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        burning.set(false);
        for (Thread burner : burners) {
            burner.join();
        }
        threads.shutdownNow();
        assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void nothingIsLostOrRepeatedHoweverOftenAndWhereverItCrashes() throws Exception {
        burnProcessors();
        List<Future<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            int seed = run;
            runs.add(threads.submit(() -> crashAndReopen(seed)));
        }

        int crashes = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            crashes += crashesOf(runs.get(seed), seed);
        }
        assertThat(crashes).as("there is something to survive").isGreaterThan(RUNS);
    }

    /** How often it crashed until the log was in. */
    private int crashAndReopen(int seed) throws Exception {
        Path graph = Directories.made(directory.resolve("graph-" + seed));
        Random random = new Random(seed);
        int crashes = 0;
        while (crashes(graph, random)) {
            crashes++;
        }
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment = open(graph, fixtures)) {
            new WholeGraph(environment, log()).check();
            assertThat(Graph.open(environment).newest().nextOffset(Batches.partition(0)))
                    .contains(LOG_END);
        }
        Directories.delete(graph);
        return crashes;
    }

    private boolean crashes(Path graph, Random random) {
        SeamFault crash = random.nextBoolean() ? SeamFault.CRASH_BEFORE : SeamFault.CRASH_AFTER;
        FaultySeams seams = new FaultySeams(FaultPlan.atEffect(1 + random.nextInt(LAST_EFFECT), crash));
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment = seams.around(open(graph, fixtures))) {
            Graph.openOrInit(environment, Batches.SCHEMA, "init");
            try (LogWriter writer = new LogWriter(environment, fixtures, log())) {
                writer.writeTo(LOG_END);
            }
            return false;
        } catch (SimulatedCrash crashed) {
            return true;
        }
    }

    /** Of both types, with edges that would be there twice and names that would be old. */
    private static LongFunction<LogRecord> log() {
        return offset -> switch ((int) (offset % 4)) {
            case 0 -> LogRecord.person("ann", offset);
            case 1 -> LogRecord.follows("s" + offset, "ann");
            case 2 -> LogRecord.person("p" + offset, offset);
            default -> LogRecord.gone("p" + (offset - 1));
        };
    }

    private static GraphEnvironment open(Path graph, TableFixtures fixtures) {
        return GraphEnvironment.local(graph, Durability.PROCESS_CRASH, fixtures.allocator())
                .withLiveness(WriteHarness.EVERYBODY_IS_GONE);
    }

    private static int crashesOf(Future<Integer> run, int seed) throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new AssertionError("run " + seed + " failed", e.getCause());
        }
    }

    private void burnProcessors() {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread burner = new Thread(this::burn, "burner-" + i);
            burner.start();
            burners.add(burner);
        }
    }

    private void burn() {
        while (burning.get()) {
            Thread.onSpinWait();
        }
    }
}
