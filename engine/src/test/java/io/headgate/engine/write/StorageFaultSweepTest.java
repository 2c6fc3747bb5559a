package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.IdSource;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Goes through every call that a write makes, and that the recovery of a dead one makes, and lets each go wrong in every way. A
 * fault that passes is loud or without consequence, and never leaves anything that the next writer cannot put right.
 */
final class StorageFaultSweepTest {

    private static final Map<String, SeamFault> FAULTS = Map.of(
            "an error before the effect", SeamFault.UNAVAILABLE,
            "a lost answer", SeamFault.LOST_ANSWER,
            "half of an object", SeamFault.TRUNCATED,
            "a turned bit", SeamFault.GARBLED);

    @TestFactory
    Stream<DynamicTest> aFaultAtAnyCallOfAWritePassesWithoutATrace() {
        return sweep(new Sweep(false));
    }

    @TestFactory
    Stream<DynamicTest> aFaultAtAnyCallOfARecoveryPassesWithoutATrace() {
        return sweep(new Sweep(true));
    }

    private static Stream<DynamicTest> sweep(Sweep sweep) {
        int calls = sweep.run(FaultPlan.NONE);
        assertThat(calls).isGreaterThan(10);
        return FAULTS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(fault -> Stream.iterate(1, call -> call <= calls, call -> call + 1)
                        .map(call -> DynamicTest.dynamicTest(
                                fault.getKey() + " at call " + call,
                                () -> sweep.run(FaultPlan.nth(call, any -> true, fault.getValue())))));
    }

    /**
     * One write of two tables under a plan, or the opening of a writer over what a dead one left, and then the repetition
     * without faults.
     */
    private record Sweep(boolean recovering) {

        int run(FaultPlan plan) {
            try (TableFixtures fixtures = new TableFixtures();
                    Batches batches = new Batches(fixtures)) {
                GraphEnvironment healthy = environment(fixtures);
                Graph.init(healthy, Batches.SCHEMA, "test");
                try (GraphWriter writer = Graph.open(healthy).writer("first")) {
                    writer.write(batches.people(writer.current(), List.of(claim(0, 0, 2)), "ann=1", "bob=1"));
                }
                if (recovering) {
                    dieBetweenTheTables(healthy, batches);
                }
                int calls = underFaults(healthy, batches, plan);
                assertGoesOn(healthy, batches);
                return calls;
            }
        }

        private void dieBetweenTheTables(GraphEnvironment healthy, Batches batches) {
            GraphEnvironment dying = healthy.withFaults(SimulatedCrash.at(FaultPoint.COMMIT_AFTER_TABLE));
            try (GraphWriter writer = Graph.open(dying).writer("dying")) {
                writer.write(batch(batches, writer.current()));
            } catch (SimulatedCrash crashed) {
                assertThat(Graph.open(healthy).pendingIntents()).hasSize(1);
            }
        }

        private int underFaults(GraphEnvironment healthy, Batches batches, FaultPlan plan) {
            FaultySeams seams = new FaultySeams(FaultPlan.NONE);
            Graph graph = Graph.open(seams.around(healthy));
            seams.plan(plan);
            int before = seams.calls().size();
            try (GraphWriter writer = graph.writer("unlucky")) {
                if (!recovering) {
                    writer.write(batch(batches, writer.current()));
                }
            } catch (HeadgateException loud) {
                assertThat(loud.getMessage()).isNotBlank();
            }
            return seams.calls().size() - before;
        }

        private void assertGoesOn(GraphEnvironment healthy, Batches batches) {
            try (GraphWriter writer = Graph.open(healthy).writer("next")) {
                if (writer.current().nextOffset(partition(0)).orElseThrow() == 2) {
                    writer.write(batch(batches, writer.current()));
                }
                writer.write(batches.people(writer.current(), List.of(claim(0, 5, 6)), "dan=1"));
            }
            Graph graph = Graph.open(healthy);
            GraphManifest newest = graph.newest();
            try {
                assertThat(Batches.people(healthy)).isEqualTo(Map.of("ann", "2", "bob", "1", "cid", "1", "dan", "1"));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            assertThat(newest.tables().stream().mapToLong(table -> table.rows()).sum())
                    .isEqualTo(5);
            assertThat(newest.totals().polled()).isEqualTo(6);
            assertThat(graph.pendingIntents()).isEmpty();
            assertThat(graph.recoveries(10).size()).isLessThanOrEqualTo(1);
        }

        private static WriteRequest batch(Batches batches, GraphManifest current) {
            return batches.peopleAndFollows(
                    current, List.of(claim(0, 2, 5)), List.of("ann=2", "cid=1"), List.of("ann>cid"));
        }

        private static GraphEnvironment environment(TableFixtures fixtures) {
            Clock clock = Clock.systemUTC();
            return GraphEnvironment.of(
                            new MemoryObjectStore(),
                            new MemoryTableStore(new MemoryTables(), fixtures.allocator()),
                            fixtures.allocator(),
                            clock,
                            new IdSource(clock, new Random(1)))
                    .withLiveness((owner, since) -> true);
        }
    }
}
