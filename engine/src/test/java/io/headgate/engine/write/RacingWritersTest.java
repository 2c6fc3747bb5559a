package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.id.IdSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several writers at once, each believing that it owns a partition that another one may own too, dying at random fault
 * points and judging at random whether the others are alive. Every published version must hold exactly the log up to its
 * offsets: no lock, lease or clock helps them.
 */
final class RacingWritersTest {

    private static final int WRITERS = 4;
    private static final int PARTITIONS = 2;
    private static final long LOG_END = 24;

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final MemoryTables tables = new MemoryTables();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyPublishedVersionHoldsExactlyTheLogUpToItsOffsets(long seed) throws Exception {
        try (TableFixtures fixtures = new TableFixtures()) {
            GraphEnvironment environment = environment(fixtures, new Random(seed));
            Graph graph = Graph.init(environment, Batches.SCHEMA, "test");
            race(seed);

            Set<String> published = new HashSet<>();
            for (GraphManifest version : graph.history(Integer.MAX_VALUE)) {
                assertThat(version.account().balances()).isTrue();
                version.intents()
                        .forEach(intent -> assertThat(published.add(intent.value()))
                                .as("intent %s is published once", intent)
                                .isTrue());
                try (Snapshot snapshot = graph.snapshot(version.version())) {
                    assertThat(Batches.people(snapshot))
                            .as("seed %d, version %s (%s)", seed, version.version(), version.operation())
                            .isEqualTo(replay(version));
                }
            }
            assertThat(graph.newest().totals().polled()).isEqualTo(PARTITIONS * LOG_END);
        }
    }

    private void race(long seed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers.add(threads.submit(() -> {
                    work(number % PARTITIONS, new Random(seed * 100 + number));
                    return null;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Lives, dies and lives again until its partition is in the graph. */
    private void work(int partition, Random random) {
        boolean done = false;
        while (!done) {
            try (TableFixtures fixtures = new TableFixtures();
                    Batches batches = new Batches(fixtures)) {
                GraphEnvironment environment = environment(fixtures, random);
                try (GraphWriter writer = Graph.open(environment).writer("writer")) {
                    done = ingest(writer, batches, partition, random);
                } catch (SimulatedCrash | Conflict | OutcomeUnknown again) {
                    Thread.yield();
                }
            }
        }
    }

    private static boolean ingest(GraphWriter writer, Batches batches, int partition, Random random) {
        while (true) {
            long from = writer.refresh().nextOffset(partition(partition)).orElse(0L);
            if (from == LOG_END) {
                return true;
            }
            long to = Math.min(LOG_END, from + 1 + random.nextInt(4));
            List<String> records = new ArrayList<>();
            for (long offset = from; offset < to; offset++) {
                records.add(record(partition, offset));
            }
            writer.write(batches.people(
                    writer.current(), List.of(claim(partition, from, to)), records.toArray(String[]::new)));
        }
    }

    /** Four keys a partition; every seventh record deletes. */
    private static String record(int partition, long offset) {
        String key = "p" + partition + "k" + offset % 4;
        return offset % 7 == 6 ? key : key + "=" + offset;
    }

    private static Map<String, String> replay(GraphManifest version) {
        Map<String, String> people = new TreeMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long end = version.nextOffset(partition(partition)).orElse(0L);
            for (long offset = 0; offset < end; offset++) {
                String[] parts = record(partition, offset).split("=");
                if (parts.length == 1) {
                    people.remove(parts[0]);
                } else {
                    people.put(parts[0], parts[1]);
                }
            }
        }
        return people;
    }

    private GraphEnvironment environment(TableFixtures fixtures, Random random) {
        Clock clock = Clock.systemUTC();
        return GraphEnvironment.of(
                        objects,
                        new MemoryTableStore(tables, fixtures.allocator()),
                        fixtures.allocator(),
                        clock,
                        new IdSource(clock, new Random()))
                .withFaults(restless(random))
                .withLiveness((owner, armedAt) -> random.nextBoolean())
                .withLimits(new WriteLimits(
                        30,
                        30,
                        Duration.ofNanos(1),
                        Duration.ofMillis(1),
                        1,
                        new TurnLimits(Duration.ofNanos(1), 20, 500, 64, 1000)));
    }

    /** Dies now and then, and otherwise lets others run. */
    private static Faults restless(Random random) {
        return point -> {
            if (!point.name().startsWith("INIT") && random.nextInt(40) == 0) {
                SimulatedCrash.at(point).reached(point);
            }
            if (point != FaultPoint.STAGE_BEFORE_DATA && random.nextInt(3) == 0) {
                Thread.yield();
            }
        };
    }
}
