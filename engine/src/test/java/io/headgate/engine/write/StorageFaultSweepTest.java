package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamCall;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.id.IntentId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets each single call of the stores go wrong once, for every kind of writer: the writer says so or gets over it, what it
 * reported as written is there, and whoever comes next finds or makes the graph whole.
 */
final class StorageFaultSweepTest {

    /** How far the next process writes: enough to meet every table again. */
    private static final long NEXT_END = WriterKind.UNDER_FIRE + LogWriter.BATCH;

    private enum Trouble {
        UNAVAILABLE(SeamFault.UNAVAILABLE, call -> true),
        LOST_ANSWER(SeamFault.LOST_ANSWER, call -> true),
        TRUNCATED(SeamFault.TRUNCATED, call -> call.operation() == SeamOperation.GET),
        GARBLED(SeamFault.GARBLED, call -> call.operation() == SeamOperation.GET);

        private final SeamFault fault;
        private final Predicate<SeamCall> concerns;

        Trouble(SeamFault fault, Predicate<SeamCall> concerns) {
            this.fault = fault;
            this.concerns = concerns;
        }
    }

    /** What is done with stores of its own while the n-th call goes wrong. */
    private interface Survival {
        void of(WriterKind kind, Stores stores, FaultPlan plan) throws Exception;
    }

    @ParameterizedTest
    @EnumSource(WriterKind.class)
    void oneFaultAtAnyCallLosesNothingAndWedgesNobody(WriterKind kind) {
        sweep(kind, StorageFaultSweepTest::leaveItToTheNextProcess);
    }

    @ParameterizedTest
    @EnumSource(
            value = WriterKind.class,
            names = {"TWO_TABLES", "DEAD_LETTERS"})
    void theWriterThatMetAFaultGoesOnByItself(WriterKind kind) {
        sweep(kind, StorageFaultSweepTest::goOn);
    }

    private static void sweep(WriterKind kind, Survival survival) {
        List<SeamCall> calls = calls(kind);
        assertThat(calls).hasSizeGreaterThan(5);
        for (int n = 1; n <= calls.size(); n++) {
            for (Trouble trouble : Trouble.values()) {
                if (trouble.concerns.test(calls.get(n - 1))) {
                    try (Stores stores = new Stores()) {
                        survival.of(kind, stores, FaultPlan.nth(n, call -> true, trouble.fault));
                    } catch (AssertionError | Exception e) {
                        throw new AssertionError(trouble + " at call " + n + ", " + calls.get(n - 1), e);
                    }
                }
            }
        }
    }

    /** What a writer of that kind asks of the stores when all goes well. */
    private static List<SeamCall> calls(WriterKind kind) {
        try (Stores stores = new Stores()) {
            kind.prepare(stores.open(), stores.fixtures);
            FaultySeams seams = new FaultySeams(FaultPlan.NONE);
            kind.write(seams.around(stores.open()), stores.fixtures);
            return seams.calls();
        }
    }

    private static void leaveItToTheNextProcess(WriterKind kind, Stores stores, FaultPlan plan) throws Exception {
        GraphEnvironment environment = stores.open();
        kind.prepare(environment, stores.fixtures);
        Set<IntentId> leftBehind = new HashSet<>(WholeGraph.pending(environment));
        FaultySeams seams = new FaultySeams(plan);
        boolean succeeded = succeeds(() -> kind.write(seams.around(environment), stores.fixtures));
        leftBehind.addAll(WholeGraph.pending(environment));
        leftBehind.addAll(foundAgain(seams));

        kind.ingest(environment, stores.fixtures, 0);
        WholeGraph whole = new WholeGraph(environment, kind.log());
        boolean loaded = whole.check();
        whole.checkAudit(leftBehind);
        GraphManifest healed = Graph.open(environment).newest();
        if (succeeded && kind != WriterKind.INIT) {
            assertThat(kind.isDone(end(healed), loaded))
                    .as("what was reported as done is there")
                    .isTrue();
        }
        kind.ingest(environment, stores.fixtures, 0);
        assertThat(Graph.open(environment).newest()).as("a second recovery").isEqualTo(healed);

        kind.ingest(environment, stores.fixtures, NEXT_END);
        assertThat(whole.check()).as("the load is as visible as before").isEqualTo(loaded);
        assertThat(end(Graph.open(environment).newest())).isEqualTo(NEXT_END);
    }

    /** Intents that their own writer could not remove, and met again when it went on. */
    private static Set<IntentId> foundAgain(FaultySeams seams) {
        Set<IntentId> once = new HashSet<>();
        return seams.calls().stream()
                .filter(call -> call.is(SeamOperation.DELETE, GraphKeys.INTENT_PREFIX))
                .map(call -> GraphKeys.intentId(new ObjectKey(call.target())))
                .filter(intent -> !once.add(intent))
                .collect(Collectors.toSet());
    }

    private static void goOn(WriterKind kind, Stores stores, FaultPlan plan) throws Exception {
        GraphEnvironment environment = stores.open();
        kind.prepare(environment, stores.fixtures);
        FaultySeams seams = new FaultySeams(FaultPlan.NONE);
        try (LogWriter writer = new LogWriter(seams.around(environment), stores.fixtures, kind.log())) {
            seams.plan(plan);
            while (!succeeds(() -> writer.writeTo(NEXT_END))) {
                writer.refresh();
            }
        }
        new WholeGraph(environment, kind.log()).check();
        assertThat(end(Graph.open(environment).newest())).isEqualTo(NEXT_END);
    }

    private static long end(GraphManifest manifest) {
        return manifest.nextOffset(Batches.partition(0)).orElse(0L);
    }

    /** Anything but a typed error fails the test. */
    private static boolean succeeds(Runnable write) {
        try {
            write.run();
            return true;
        } catch (HeadgateException failed) {
            return false;
        }
    }

    /** The twins with nothing in them. */
    private static final class Stores implements AutoCloseable {

        private final MemoryObjectStore objects = new MemoryObjectStore();
        private final MemoryTables tables = new MemoryTables();
        private final TableFixtures fixtures = new TableFixtures();

        /** As a process opens them that comes after one that died. */
        GraphEnvironment open() {
            Clock clock = Clock.systemUTC();
            return GraphEnvironment.of(
                            objects,
                            new MemoryTableStore(tables, fixtures.allocator()),
                            fixtures.allocator(),
                            clock,
                            new IdSource(clock, new Random()))
                    .withLiveness(WriteHarness.EVERYBODY_IS_GONE);
        }

        @Override
        public void close() {
            fixtures.close();
        }
    }
}
