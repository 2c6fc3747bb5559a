package io.headgate.bench.chaos;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.ScanRequest;
import io.headgate.recovery.error.NotAGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Looks at the graph as any reader does. For use by one thread. */
final class GraphReader implements AutoCloseable {

    private static final int MOST_VERSIONS = 1_000_000;

    private final BufferAllocator allocator = new RootAllocator();
    private final GraphEnvironment environment;

    GraphReader(GraphPlace place) {
        this.environment = GraphEnvironment.at(place.location(), place.settings(), place.durability(), allocator);
    }

    /** Next offsets by partition; none while there is no graph yet. */
    Map<String, Long> offsets() {
        try {
            return offsets(Graph.open(environment).newest());
        } catch (NotAGraph none) {
            return Map.of();
        }
    }

    /** The number of the newest graph version; 0 while there is none. */
    long newestVersion() {
        try {
            return Graph.open(environment).newest().version().number();
        } catch (NotAGraph none) {
            return 0;
        }
    }

    /** All graph versions, newest first. */
    List<GraphManifest> history() {
        return Graph.open(environment).history(MOST_VERSIONS);
    }

    /** How many intents were recovered. */
    long recoveries() {
        return Graph.open(environment).recoveries(MOST_VERSIONS).size();
    }

    Contents contents() {
        try (Snapshot snapshot = Graph.open(environment).snapshot()) {
            List<String> people = new ArrayList<>();
            rows(snapshot, TableKind.NODE, "Person", row -> people.add(person(row)));
            List<Long> follows = new ArrayList<>();
            rows(snapshot, TableKind.EDGE, "Follows", row -> follows.add(follow(row)));
            List<String> letters = new ArrayList<>();
            rows(snapshot, TableKind.SYSTEM, GraphManifest.DEAD_LETTERS, row -> letters.add(letter(row)));
            GraphManifest manifest = snapshot.manifest();
            return new Contents(
                    people,
                    follows,
                    letters,
                    offsets(manifest),
                    manifest.totals().polled());
        }
    }

    private static String person(Function<String, Object> row) {
        String id = row.apply("id").toString();
        long number = (Long) row.apply("n");
        String name = row.apply("name").toString();
        return name.equals(Row.name(id, number)) ? Contents.personRow(id, number) : id + " is " + name;
    }

    /** A row that is not its record's gets a number that no record has. */
    private static long follow(Function<String, Object> row) {
        long number = (Long) row.apply("n");
        boolean right = row.apply("src").toString().equals(Row.source(number))
                && row.apply("dst").toString().equals(Row.target(number));
        return right ? number : -1 - number;
    }

    private static String letter(Function<String, Object> row) {
        return row.apply("topic") + "/" + row.apply("partition") + "/" + row.apply("offset");
    }

    private static void rows(Snapshot snapshot, TableKind kind, String name, Consumer<Function<String, Object>> each) {
        try (ArrowReader reader = snapshot.scan(kind, name, ScanRequest.ALL)) {
            while (reader.loadNextBatch()) {
                var batch = reader.getVectorSchemaRoot();
                for (int row = 0; row < batch.getRowCount(); row++) {
                    int index = row;
                    each.accept(column -> batch.getVector(column).getObject(index));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read table " + name, e);
        }
    }

    private static Map<String, Long> offsets(GraphManifest manifest) {
        Map<String, Long> offsets = new TreeMap<>();
        manifest.sources().forEach(source -> offsets.put(source.partition().toString(), source.nextOffset()));
        return offsets;
    }

    @Override
    public void close() {
        environment.close();
        allocator.close();
    }
}
