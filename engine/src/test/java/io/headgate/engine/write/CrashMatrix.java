package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.concurrent.Concurrency;
import io.headgate.engine.fault.ChildJvm;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamCall;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.fault.HaltingFaults;
import io.headgate.recovery.id.IntentId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Halts a real process, over real Lance tables in a place of the subclass's choice, right before and right after every durable effect of every kind of writer. The
 * next process opens for writing, finds or makes the graph whole, and goes on. How many effects a kind has is counted
 * at the seams, so that a new effect is covered the day it is written. {@code -Dheadgate.crash.kinds=LOAD,INIT} runs some only.
 */
abstract class CrashMatrix {

    /** One more than processors that the smallest build machine has, because each of them waits for the disk now and then. */
    private static final int AT_A_TIME = 3;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    private ChildJvm children;

    /** A graph of that name, which need not be there yet. */
    abstract GraphEnvironment open(String graph, TableFixtures fixtures) throws IOException;

    /** Arguments by which {@link CrashingChild} opens it. */
    abstract List<String> arguments(String graph) throws IOException;

    /** Where its files are. */
    abstract Path files(String graph);

    /** Those that run unless others are asked for. */
    abstract List<WriterKind> defaultKinds();

    @BeforeEach
    void rehearse() throws Exception {
        children = new ChildJvm(Directories.made(directory.resolve("shared")));
        Path room = Directories.made(directory.resolve("rehearsal"));
        int exit = children.rehearse(room, CrashingChild.class, childArguments(WriterKind.TWO_TABLES, "rehearsal"));
        assertThat(exit).as(ChildJvm.output(room)).isZero();
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }

    @TestFactory
    Stream<DynamicContainer> theNextProcessMakesTheGraphWholeAfterAHalt() throws Exception {
        List<DynamicContainer> kinds = new ArrayList<>();
        for (WriterKind kind : kinds()) {
            String prepared = prepared(kind);
            List<SeamCall> effects = effectsOf(kind, prepared);
            assertThat(effects).as("durable effects of %s", kind).isNotEmpty();
            List<DynamicTest> tests = new ArrayList<>();
            for (int k = 1; k <= effects.size(); k++) {
                for (String side : List.of("before", "after")) {
                    Halt halt = new Halt(kind, prepared, k, side);
                    Future<?> result = threads.submit(() -> {
                        check(halt);
                        return null;
                    });
                    tests.add(DynamicTest.dynamicTest(
                            side + " effect " + k + " of " + effects.size() + ", " + effects.get(k - 1),
                            () -> await(result)));
                }
            }
            kinds.add(DynamicContainer.dynamicContainer(kind.name(), tests));
        }
        return kinds.stream();
    }

    private List<WriterKind> kinds() {
        String wanted = System.getProperty("headgate.crash.kinds");
        return wanted == null
                ? defaultKinds()
                : Stream.of(wanted.split(",")).map(WriterKind::valueOf).toList();
    }

    /** What a kind finds when it begins. */
    private String prepared(WriterKind kind) throws IOException {
        String prepared = kind.name();
        Directories.made(files(prepared));
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment = open(prepared, fixtures)) {
            kind.prepare(environment, fixtures);
        }
        return prepared;
    }

    /** What it would do to that, found out in a copy. */
    private List<SeamCall> effectsOf(WriterKind kind, String prepared) throws IOException {
        String copy = kind + "-counted";
        Directories.copy(files(prepared), files(copy));
        FaultySeams seams = new FaultySeams(FaultPlan.NONE);
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment = seams.around(open(copy, fixtures).withConcurrency(Concurrency.NONE))) {
            kind.write(environment, fixtures);
        }
        Directories.delete(files(copy));
        return seams.effects();
    }

    private String[] childArguments(WriterKind kind, String graph) throws IOException {
        List<String> all = new ArrayList<>(List.of(kind.name()));
        all.addAll(arguments(graph));
        return all.toArray(String[]::new);
    }

    /**
     * One cell of the matrix.
     *
     * @param side {@code before} or {@code after}
     */
    private record Halt(WriterKind kind, String prepared, int effect, String side) {
        String setting() {
            return effect + ":" + side;
        }
    }

    private void check(Halt halt) throws Exception {
        String graph = halt.kind() + "-" + halt.effect() + "-" + halt.side();
        Path room = Directories.made(directory.resolve("rooms").resolve(graph));
        Directories.copy(files(halt.prepared()), files(graph));
        int exit = children.run(
                room,
                Map.of(FaultPlan.ENVIRONMENT_KEY, halt.setting()),
                CrashingChild.class,
                childArguments(halt.kind(), graph));
        assertThat(exit).as(ChildJvm.output(room)).isEqualTo(HaltingFaults.EXIT_CODE);

        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment before = open(halt.prepared(), fixtures);
                GraphEnvironment environment = open(graph, fixtures)) {
            Set<IntentId> leftBehind = new HashSet<>(WholeGraph.pending(before));
            leftBehind.addAll(WholeGraph.pending(environment));
            WholeGraph whole = new WholeGraph(environment, halt.kind().log());

            halt.kind().ingest(environment, fixtures, 0);
            boolean loaded = whole.check();
            whole.checkAudit(leftBehind);
            if (!leftBehind.isEmpty()) {
                assertThat(halt.kind().isCarriedOut(end(environment), loaded))
                        .as("what was armed is carried out, as far as it still holds")
                        .isTrue();
            }

            Map<String, String> once = Directories.files(files(graph));
            halt.kind().ingest(environment, fixtures, 0);
            assertThat(Directories.files(files(graph)))
                    .as("a second recovery changes nothing")
                    .isEqualTo(once);

            halt.kind().ingest(environment, fixtures, WriterKind.LOG_END);
            assertThat(whole.check()).as("the load is as visible as before").isEqualTo(loaded);
            whole.checkAudit(leftBehind);
            assertThat(end(environment)).isEqualTo(WriterKind.LOG_END);
        }
        Directories.delete(room);
        Directories.delete(files(graph));
    }

    private static long end(GraphEnvironment environment) {
        return Graph.open(environment).newest().nextOffset(Batches.partition(0)).orElse(0L);
    }

    private static void await(Future<?> result) throws Throwable {
        try {
            result.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
