package io.headgate.engine.table.lance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.TableReport;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer that appends, sets and deletes at random, and a maintainer beside it that never rests, on a table with an index of every
 * kind: every graph version holds what was written up to it, and answers through its indexes what a look at all rows answers.
 */
class MaintainedGraphIT {

    private static final String SEED_PROPERTY = "headgate.seed";
    private static final int COMMITS = 250;
    /** One version in so many is looked at, besides the last one. */
    private static final int SAMPLE = 5;

    private static final int KEYS = 400;
    private static final int AGES = 40;
    private static final List<String> WORDS = List.of("violin", "trumpet", "drum", "harp", "flute");
    private static final String SCHEMA = """
            node Person {
              id: String @key
              age: I64? @index
              bio: String? @index(bio, text)
              v: Vector(4)? @index
            }
            """;
    /** Small enough that there is always something to do, and vectors are indexed at once. */
    private static final MaintenanceLimits LIMITS = new MaintenanceLimits(200, 3, 0.2, 2, 30, 400, 3, 5);

    private final long seed = Long.getLong(SEED_PROPERTY, new Random().nextLong());
    private final Random random = new Random(seed);
    private final Schema schema =
            ArrowSchemas.of(SchemaParser.parse(SCHEMA).node("Person").orElseThrow());
    private final Map<String, Map<String, Object>> people = new LinkedHashMap<>();
    /** What was written up to each offset. */
    private final Map<Long, Map<String, Map<String, Object>>> written = new HashMap<>(Map.of(0L, Map.of()));

    @TempDir
    Path root;

    @Test
    void queriesAgreeWithALookAtAllRowsInEveryVersion() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment =
                        GraphEnvironment.local(root, Durability.PROCESS_CRASH, fixtures.allocator())) {
            Graph.init(environment, SCHEMA, "test");
            AtomicBoolean written = new AtomicBoolean();
            Future<List<GraphVersion>> maintainer = threads.submit(() -> maintainUntil(written));

            try {
                write(environment, fixtures, maintainer);
            } finally {
                written.set(true);
            }

            List<GraphVersion> maintained = maintainer.get(5, TimeUnit.MINUTES);
            assertThat(maintained).as("maintenance gets on beside a writer").hasSizeGreaterThan(COMMITS / 50);
            checkAtTheEnd(environment);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("with -D" + SEED_PROPERTY + "=" + seed, e);
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** With stores of its own, as another process has them. */
    private List<GraphVersion> maintainUntil(AtomicBoolean done) {
        List<GraphVersion> published = new ArrayList<>();
        try (TableFixtures fixtures = new TableFixtures();
                GraphEnvironment environment =
                        GraphEnvironment.local(root, Durability.PROCESS_CRASH, fixtures.allocator());
                Maintenance maintenance = Graph.open(environment).maintenance("maintainer")) {
            TableId table = pin(Graph.open(environment).newest()).id();
            while (!done.get()) {
                TableReport report = maintenance.optimize(table, LIMITS).orElseThrow();
                published.addAll(report.published());
            }
        }
        return published;
    }

    private void write(GraphEnvironment environment, TableFixtures fixtures, Future<?> maintainer) throws Exception {
        long looked = 1;
        try (GraphWriter writer = Graph.open(environment).writer("writer")) {
            for (int commit = 0; commit < COMMITS; commit++) {
                long offset = writer.current().nextOffset(source()).orElse(0L);
                long newest = writeOnce(writer, fixtures, offset);
                if (maintainer.isDone()) {
                    maintainer.get();
                }
                for (long version = looked + 1; version <= newest; version++) {
                    if (version % SAMPLE == 0) {
                        check(environment, new GraphVersion(version));
                    }
                }
                looked = newest;
            }
        }
    }

    /** The number of the version that it became visible in. */
    private long writeOnce(GraphWriter writer, TableFixtures fixtures, long offset) {
        WriteMode mode = random.nextInt(4) == 0 ? WriteMode.APPEND : WriteMode.UPSERT;
        List<Map<String, Object>> rows = new ArrayList<>();
        BitSet deletes = new BitSet();
        for (String key : keys(mode)) {
            boolean delete = mode == WriteMode.UPSERT && random.nextInt(4) == 0;
            deletes.set(rows.size(), delete);
            Map<String, Object> row = delete ? IndexedRow.deleted(key) : IndexedRow.of(key, random);
            if (delete) {
                people.remove(key);
            } else {
                people.put(key, row);
            }
            rows.add(row);
        }
        long to = offset + rows.size();
        written.put(to, Map.copyOf(people));
        try (RowChunk chunk = new RowChunk(fixtures.root(schema, rows), deletes)) {
            return writer.write(new WriteRequest(
                            "ingest",
                            List.of(new TableRows(pin(writer.current()).id(), mode, List.of(chunk))),
                            List.of(new SourceClaim(source(), offset, to)),
                            rows.size(),
                            0))
                    .manifest()
                    .version()
                    .number();
        }
    }

    private Set<String> keys(WriteMode mode) {
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 2 + random.nextInt(20); i >= 0; i--) {
            String key = "k" + random.nextInt(KEYS);
            if (mode == WriteMode.UPSERT || !people.containsKey(key)) {
                keys.add(key);
            }
        }
        return keys.isEmpty() ? Set.of("extra" + people.size() + "-" + written.size()) : keys;
    }

    private static final class IndexedRow {

        private IndexedRow() {}

        static Map<String, Object> of(String key, Random random) {
            String bio = WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size()));
            return TableFixtures.row(
                    "id",
                    key,
                    "age",
                    (long) random.nextInt(AGES),
                    "bio",
                    random.nextInt(8) == 0 ? null : bio,
                    "v",
                    random.nextInt(8) == 0 ? null : IndexedTable.vector(random));
        }

        static Map<String, Object> deleted(String key) {
            return TableFixtures.row("id", key, "age", null, "bio", null, "v", null);
        }
    }

    private void check(GraphEnvironment environment, GraphVersion version) throws Exception {
        try (Snapshot snapshot = Graph.open(environment).snapshot(version)) {
            GraphManifest manifest = snapshot.manifest();
            Map<String, Map<String, Object>> expected =
                    written.get(manifest.nextOffset(source()).orElse(0L));
            String what = "version " + version + " (" + manifest.operation() + ")";
            assertThat(expected).as(what).isNotNull();
            try (ArrowReader reader = snapshot.scan(TableKind.NODE, "Person", ScanRequest.ALL)) {
                assertThat(TableFixtures.rows(reader)).as(what).containsExactlyInAnyOrderElementsOf(expected.values());
            }
            TablePin pin = pin(manifest);
            String uri = root.resolve(pin.path().value()).toString();
            try (TableFixtures fixtures = new TableFixtures();
                    IndexedQueries queries = new IndexedQueries(fixtures.allocator(), uri, pin.version())) {
                checkQueries(queries, expected, what);
            }
        }
    }

    private void checkQueries(IndexedQueries queries, Map<String, Map<String, Object>> expected, String what)
            throws Exception {
        String key = "k" + random.nextInt(KEYS);
        assertThat(queries.where("id = '" + key + "'"))
                .as("%s in %s", key, what)
                .isEqualTo(expected.containsKey(key) ? List.of(key) : List.of());
        long from = random.nextInt(AGES);
        long to = from + random.nextInt(AGES);
        String range = "age >= " + from + " AND age < " + to;
        assertThat(queries.where(range))
                .as("%s in %s", range, what)
                .containsExactlyInAnyOrderElementsOf(queries.whereByScan(range))
                .containsExactlyInAnyOrderElementsOf(ids(expected, row -> isBetween(row, from, to)));
        String word = WORDS.get(random.nextInt(WORDS.size()));
        assertThat(queries.withWord("bio", word))
                .as("%s in %s", word, what)
                .containsExactlyInAnyOrderElementsOf(
                        ids(expected, row -> String.valueOf(row.get("bio")).contains(word)));
        float[] near = {random.nextFloat(), random.nextFloat(), random.nextFloat(), random.nextFloat()};
        assertThat(queries.nearest("v", near, 10))
                .as("vectors in %s", what)
                .isEqualTo(queries.nearestByScan("v", near, 10));
    }

    private static boolean isBetween(Map<String, Object> row, long from, long to) {
        return (Long) row.get("age") >= from && (Long) row.get("age") < to;
    }

    private static List<String> ids(Map<String, Map<String, Object>> rows, Predicate<Map<String, Object>> condition) {
        return rows.values().stream()
                .filter(condition)
                .map(row -> (String) row.get("id"))
                .toList();
    }

    /** Nothing is left to do, and all indexes know all rows. */
    private void checkAtTheEnd(GraphEnvironment environment) throws Exception {
        Graph graph = Graph.open(environment);
        TableId table = pin(graph.newest()).id();
        try (Maintenance maintenance = graph.maintenance("maintainer")) {
            TableReport report;
            do {
                report = maintenance.optimize(table, LIMITS).orElseThrow();
            } while (!report.finished());
            TableStatus status = maintenance.survey(table, LIMITS).orElseThrow();
            assertThat(status.needsWork()).isFalse();
            assertThat(status.indexes())
                    .hasSize(4)
                    .allSatisfy(index -> assertThat(index.coveredRows())
                            .as("rows in %s", index)
                            .isEqualTo(people.size()));
        }
        check(environment, graph.newest().version());
        assertThat(graph.pendingIntents()).isEmpty();
    }

    private static SourcePartition source() {
        return new SourcePartition("cluster", "people", "topic-id", 0);
    }

    private static TablePin pin(GraphManifest manifest) {
        return manifest.table(TableKind.NODE, "Person").orElseThrow();
    }
}
