package io.headgate.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.id.IdSource;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SeamDelaysTest {

    private static final Duration MEAN = Duration.ofMillis(30);
    private static final SeamCall GET = new SeamCall(SeamOperation.GET, "key");

    @Test
    void waitsAreFromTwoThirdsToFiveThirdsOfTheirMean() {
        SeamDelays delays = new SeamDelays(MEAN, 1);

        DoubleSummaryStatistics millis = IntStream.range(0, 20_000)
                .mapToDouble(i -> delays.next().toNanos() / 1e6)
                .summaryStatistics();

        assertThat(millis.getMin()).isBetween(20.0, 20.1);
        assertThat(millis.getAverage()).isCloseTo(30, within(0.3));
        assertThat(millis.getMax()).isBetween(48.0, 50.0);
    }

    @Test
    void theSeedDecidesTheWaits() {
        assertThat(waits(7)).isEqualTo(waits(7)).isNotEqualTo(waits(8));
    }

    @Test
    void onlyPuttingChangesTogetherCostsNoRequest() {
        Set<SeamOperation> free = Stream.of(SeamOperation.values())
                .filter(operation -> !SeamDelays.isRequest(new SeamCall(operation, "")))
                .collect(Collectors.toSet());

        assertThat(free).isEqualTo(EnumSet.of(SeamOperation.STAGE_APPEND, SeamOperation.STAGE_OVERWRITE));
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatThrownBy(() -> new SeamDelays(Duration.ofMillis(-1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative");
    }

    @Test
    void withoutADelayNothingWaits() {
        assertThat(new SeamDelays(Duration.ZERO, 1).faultOf(GET)).isSameAs(SeamFault.NONE);
    }

    @Test
    void callsOfBothStoresWaitAndAreCarriedOut() {
        Duration mean = Duration.ofMillis(3);
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment slow = new FaultySeams(new SeamDelays(mean, 1)).around(memory(fixtures))) {
            ObjectKey key = new ObjectKey("a/key");
            TablePath people = new TablePath("nodes/people.lance");

            long start = System.nanoTime();
            slow.objects().put(key, new byte[] {1});
            assertThat(slow.objects().get(key)).isPresent();
            try (PinnedTable table =
                    slow.tables().createIfAbsent(people, TableFixtures.PEOPLE, TableFixtures.stamp())) {
                assertThat(table.headVersion()).isEqualTo(1);
                assertThat(table.stageAppend(StagedRows.NONE).rowsAdded()).isZero();
            }

            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(4 * leastNanos(mean));
        }
    }

    @Test
    void waitingBurnsNoProcessorTime() {
        SeamFault wait = new SeamDelays(Duration.ofMillis(60), 1).faultOf(GET);
        var threads = ManagementFactory.getThreadMXBean();

        long start = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        wait.before(GET);
        long burnt = threads.getCurrentThreadCpuTime() - cpu;

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(leastNanos(Duration.ofMillis(60)));
        assertThat(burnt).isLessThan(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    void manyWaitAtTheSameTime() throws Exception {
        int callers = 16;
        Duration mean = Duration.ofMillis(300);
        FaultySeams seams = new FaultySeams(new SeamDelays(mean, 1));
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(callers);
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment slow = seams.around(memory(fixtures))) {
            long start = System.nanoTime();
            var calls = IntStream.range(0, callers)
                    .mapToObj(i -> threads.submit(() -> slow.objects().get(new ObjectKey("a/key"))))
                    .toList();
            for (var call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }

            assertThat(System.nanoTime() - start)
                    .as("one after the other they would take at least " + callers + " times the least wait")
                    .isLessThan(callers * leastNanos(mean));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anInterruptedCallerGoesOnAndStaysInterrupted() {
        SeamFault wait = new SeamDelays(Duration.ofHours(1), 1).faultOf(GET);
        Thread.currentThread().interrupt();

        wait.before(GET);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static List<Duration> waits(long seed) {
        SeamDelays delays = new SeamDelays(MEAN, seed);
        return IntStream.range(0, 10).mapToObj(i -> delays.next()).toList();
    }

    private static long leastNanos(Duration mean) {
        return mean.toNanos() * 2 / 3;
    }

    private static GraphEnvironment memory(TableFixtures fixtures) {
        return GraphEnvironment.of(
                new MemoryObjectStore(),
                new MemoryTableStore(new MemoryTables(), fixtures.allocator()),
                fixtures.allocator(),
                Clock.systemUTC(),
                new IdSource(Clock.systemUTC(), new Random(1)));
    }
}
