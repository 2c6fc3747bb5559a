package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.IdSource;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a turn costs at the two seams, by the number of writes that are committed in it. */
final class GroupCommitCostTest extends WriteHarness {

    private static final int OTHERS_MOST = 16;

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
                new IdSource(clock, new Random(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, OTHERS_MOST})
    void aTurnCostsOneTransactionForEachTableHoweverManyWritesItHas(int others) {
        environment = environment.withLiveness(NOBODY_IS_GONE);
        GraphEnvironment leavingOthersAlone = unsociable();
        for (int other = 1; other <= others; other++) {
            arm(leavingOthersAlone, other);
        }
        FaultySeams seams = new FaultySeams(FaultPlan.NONE);
        try (GraphWriter writer = Graph.open(seams.around(environment)).writer("holder")) {
            int before = seams.calls().size();

            WriteResult result = writer.write(batch(writer, 0));

            assertThat(result.manifest().intents()).hasSize(others + 1);
            List<SeamOperation> calls = seams.calls().stream()
                    .skip(before)
                    .map(call -> call.operation())
                    .toList();
            assertThat(count(calls, SeamOperation.COMMIT))
                    .as("one for each table")
                    .isEqualTo(2);
            assertThat(count(calls, SeamOperation.HEAD_VERSION)).isEqualTo(2);
            assertThat(count(calls, SeamOperation.STAGE_REPLACE))
                    .as("the own change at staging, and that of all")
                    .isEqualTo(2);
            assertThat(count(calls, SeamOperation.LIST))
                    .as("at entry and in the turn")
                    .isEqualTo(2);
            assertThat(count(calls, SeamOperation.PUT_IF_ABSENT))
                    .as("the turn, and the graph version")
                    .isEqualTo(2);
            assertThat(count(calls, SeamOperation.PUT)).as("the own intent").isEqualTo(1);
            assertThat(count(calls, SeamOperation.DELETE))
                    .as("the own intent: the others remove theirs")
                    .isEqualTo(1);
            assertThat(count(calls, SeamOperation.GET))
                    .as(
                            "the turn, the next graph version and the one before it at entry and in the turn, the latter again when it"
                                    + " is published, and each other write at both")
                    .isEqualTo(6 + 2 * others);
        }
    }

    private void arm(GraphEnvironment armed, int number) {
        try (GraphWriter writer = Graph.open(armed.withFaults(SimulatedCrash.at(FaultPoint.ARM_AFTER_PUT)))
                .writer("other " + number)) {
            writer.write(batch(writer, number));
        } catch (SimulatedCrash crashed) {
            assertThat(graph().pendingIntents()).hasSize(number);
        }
    }

    private WriteRequest batch(GraphWriter writer, int number) {
        return batches.peopleAndFollows(
                writer.current(),
                List.of(claim(number, 0, 2)),
                List.of("p" + number + "=1"),
                List.of("p" + number + ">p" + number));
    }

    private static long count(List<SeamOperation> calls, SeamOperation wanted) {
        return calls.stream().filter(wanted::equals).count();
    }
}
