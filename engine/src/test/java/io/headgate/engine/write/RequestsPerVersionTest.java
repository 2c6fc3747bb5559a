package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.CountingObjectStore;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.table.CountingTableStore;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.intent.SourceClaim;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A graph version costs the same requests whatever the graph has been through and wherever its records come from. */
final class RequestsPerVersionTest {

    @Test
    void aVersionCostsTheSameAfterTenAndAfterTenThousandVersions() {
        assertThat(requests(1, 10_000)).isEqualTo(requests(1, 10));
    }

    @Test
    void aVersionCostsTheSameForOneAndForAThousandPartitions() {
        assertThat(requests(1_000, 10)).isEqualTo(requests(1, 10));
    }

    /**
     * What was asked of the stores, in order.
     *
     * @param opening until there is a writer, by a process that knows nothing yet
     * @param first by the first version of that writer
     * @param next by its second one
     */
    private record Requests(List<Enum<?>> opening, List<Enum<?>> first, List<Enum<?>> next) {}

    /** @param partitions that each version has records of, and the graph the offsets of */
    private static Requests requests(int partitions, int versions) {
        MemoryObjectStore objects = new MemoryObjectStore();
        MemoryTables tables = new MemoryTables();
        try (TableFixtures fixtures = new TableFixtures()) {
            GraphEnvironment plain = environment(objects, new MemoryTableStore(tables, fixtures.allocator()), fixtures);
            try (GraphWriter writer = Graph.init(plain, Batches.SCHEMA, "test").writer("test")) {
                IntStream.range(1, versions).forEach(i -> write(writer, fixtures, partitions));
                assertThat(writer.current().version().number()).isEqualTo(versions);
                assertThat(writer.current().sources()).hasSize(partitions);
            }

            CountingObjectStore countedObjects = new CountingObjectStore(objects);
            CountingTableStore countedTables =
                    new CountingTableStore(new MemoryTableStore(tables, fixtures.allocator()));
            GraphEnvironment counted = environment(countedObjects, countedTables, fixtures);
            try (GraphWriter writer = Graph.open(counted).writer("test")) {
                List<Enum<?>> opening = take(countedObjects, countedTables);
                write(writer, fixtures, partitions);
                List<Enum<?>> first = take(countedObjects, countedTables);
                write(writer, fixtures, partitions);
                return new Requests(opening, first, take(countedObjects, countedTables));
            }
        }
    }

    /** One version with a record of every partition; the table stays as small as it is. */
    private static void write(GraphWriter writer, TableFixtures fixtures, int partitions) {
        GraphManifest current = writer.current();
        List<SourceClaim> claims = IntStream.range(0, partitions)
                .mapToObj(number -> {
                    long from = current.nextOffset(partition(number)).orElse(0L);
                    return claim(number, from, from + 1);
                })
                .toList();
        try (Batches batches = new Batches(fixtures)) {
            writer.write(batches.people(current, claims, "ann=" + current.version()));
        }
    }

    /** The calls since the last time. */
    private static List<Enum<?>> take(CountingObjectStore objects, CountingTableStore tables) {
        List<Enum<?>> methods = new ArrayList<>();
        objects.calls().forEach(call -> methods.add(call.method()));
        tables.calls().forEach(call -> methods.add(call.method()));
        objects.reset();
        tables.reset();
        return methods;
    }

    private static GraphEnvironment environment(ObjectStore objects, TableStore tables, TableFixtures fixtures) {
        IdSource ids = new IdSource(Clock.systemUTC(), new Random(1));
        return GraphEnvironment.of(objects, tables, fixtures.allocator(), Clock.systemUTC(), ids);
    }
}
