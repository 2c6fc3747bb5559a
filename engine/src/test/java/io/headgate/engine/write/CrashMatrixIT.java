package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.fault.ChildJvm;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamCall;
import io.headgate.engine.object.Durability;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Halts a real process, over real Lance tables, right before and right after every durable effect of every kind of writer. The
 * next process opens for writing, finds or makes the graph whole, and goes on. How many effects a kind has is counted
 * at the seams, so that a new effect is covered the day it is written.
 */
final class CrashMatrixIT {

    /** One more than processors that the smallest build machine has, because each of them waits for the disk now and then. */
    private static final int AT_A_TIME = 3;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    private ChildJvm children;

    @BeforeEach
    void rehearse() throws Exception {
        children = new ChildJvm(Directories.made(directory.resolve("shared")));
        Path room = Directories.made(directory.resolve("rehearsal"));
        Path graph = Directories.made(room.resolve("graph"));
        int exit = children.rehearse(room, CrashingChild.class, graph.toString(), WriterKind.TWO_TABLES.name());
        assertThat(exit).as(ChildJvm.output(room)).isZero();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @TestFactory
    Stream<DynamicContainer> theNextProcessMakesTheGraphWholeAfterAHalt() throws Exception {
        List<DynamicContainer> kinds = new ArrayList<>();
        for (WriterKind kind : WriterKind.values()) {
            Path prepared = prepared(kind);
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

    /** What a kind finds when it begins. */
    private Path prepared(WriterKind kind) throws IOException {
        Path prepared = Directories.made(directory.resolve(kind.name()));
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment = open(prepared, fixtures)) {
            kind.prepare(environment, fixtures);
        }
        return prepared;
    }

    /** What it would do to that, found out in a copy. */
    private List<SeamCall> effectsOf(WriterKind kind, Path prepared) throws IOException {
        Path copy = directory.resolve(kind + "-counted");
        Directories.copy(prepared, copy);
        FaultySeams seams = new FaultySeams(FaultPlan.NONE);
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment = seams.around(open(copy, fixtures))) {
            kind.write(environment, fixtures);
        }
        Directories.delete(copy);
        return seams.effects();
    }

    /**
     * One cell of the matrix.
     *
     * @param side {@code before} or {@code after}
     */
    private record Halt(WriterKind kind, Path prepared, int effect, String side) {
        String setting() {
            return effect + ":" + side;
        }
    }

    private void check(Halt halt) throws Exception {
        Path room = Directories.made(directory.resolve(halt.kind() + "-" + halt.effect() + "-" + halt.side()));
        Path graph = room.resolve("graph");
        Directories.copy(halt.prepared(), graph);
        int exit = children.run(
                room,
                Map.of(FaultPlan.ENVIRONMENT_KEY, halt.setting()),
                CrashingChild.class,
                graph.toString(),
                halt.kind().name());
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

            Map<String, String> once = Directories.files(graph);
            halt.kind().ingest(environment, fixtures, 0);
            assertThat(Directories.files(graph))
                    .as("a second recovery changes nothing")
                    .isEqualTo(once);

            halt.kind().ingest(environment, fixtures, WriterKind.LOG_END);
            assertThat(whole.check()).as("the load is as visible as before").isEqualTo(loaded);
            whole.checkAudit(leftBehind);
            assertThat(Graph.open(environment).newest().nextOffset(Batches.partition(0)))
                    .contains(WriterKind.LOG_END);
        }
        Directories.delete(room);
    }

    private static GraphEnvironment open(Path graph, TableFixtures fixtures) {
        return GraphEnvironment.local(graph, Durability.PROCESS_CRASH, fixtures.allocator());
    }

    private static void await(Future<?> result) throws Throwable {
        try {
            result.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
