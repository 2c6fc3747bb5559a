package io.headgate.engine.verify;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.recovery.codec.Seal;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** People and who follows whom, in a graph that can be damaged. */
record SmallGraph(GraphEnvironment environment, TableFixtures fixtures) {

    static final String SCHEMA = """
            node Person { id: String @key  name: String? }
            edge Follows: Person -> Person { since: I64? }
            """;

    static final SourcePartition PARTITION = new SourcePartition("cluster", "people", "topic-id", 0);

    /**
     * Versions 1 to 4: nobody; ann, bob and cid; ann again, and two edges; dan.
     */
    static SmallGraph make(GraphEnvironment environment, TableFixtures fixtures) {
        Graph.init(environment, SCHEMA, "test");
        SmallGraph graph = new SmallGraph(environment, fixtures);
        graph.people(WriteMode.UPSERT, "ann", "bob", "cid");
        graph.write(
                graph.rows(TableKind.NODE, "Person", WriteMode.UPSERT, List.of(person("ann"))),
                graph.rows(
                        TableKind.EDGE, "Follows", WriteMode.APPEND, List.of(edge("ann", "bob"), edge("bob", "cid"))));
        graph.people(WriteMode.UPSERT, "dan");
        return graph;
    }

    static Map<String, Object> person(String id) {
        return TableFixtures.row("id", id, "name", "named " + id);
    }

    static Map<String, Object> edge(String from, String to) {
        return TableFixtures.row("id", from + ">" + to, "src", from, "dst", to, "since", null);
    }

    GraphManifest newest() {
        return Graph.open(environment).newest();
    }

    TablePin pin(String name) {
        return newest().tables().stream()
                .filter(pin -> pin.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void people(WriteMode mode, String... ids) {
        write(rows(
                TableKind.NODE,
                "Person",
                mode,
                Arrays.stream(ids).map(SmallGraph::person).toList()));
    }

    void follows(String from, String to) {
        write(rows(TableKind.EDGE, "Follows", WriteMode.APPEND, List.of(edge(from, to))));
    }

    TableRows rows(TableKind kind, String name, WriteMode mode, List<Map<String, Object>> rows) {
        TablePin pin = newest().table(kind, name).orElseThrow();
        try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
            return new TableRows(
                    pin.id(), mode, List.of(new RowChunk(fixtures.root(table.schema(), rows), new BitSet())));
        }
    }

    void write(TableRows... tables) {
        try (GraphWriter writer = Graph.open(environment).writer("test")) {
            write(writer, tables);
        } finally {
            Arrays.stream(tables).flatMap(rows -> rows.chunks().stream()).forEach(RowChunk::close);
        }
    }

    private static void write(GraphWriter writer, TableRows... tables) {
        long from = writer.current().nextOffset(PARTITION).orElse(0L);
        long records = Arrays.stream(tables)
                .flatMap(rows -> rows.chunks().stream())
                .mapToLong(chunk -> chunk.rows().getRowCount())
                .sum();
        writer.write(new WriteRequest(
                "ingest", List.of(tables), List.of(new SourceClaim(PARTITION, from, from + records)), records, 0));
    }

    /** Appends one person on the pinned version of the table, without publishing it. */
    void moveHead(TransactionStamp stamp, String id) {
        TablePin pin = pin("Person");
        try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
            TableFixtures.committed(table.commit(table.stageAppend(fixtures.stage(table, List.of(person(id)))), stamp))
                    .close();
        }
    }

    /** Replaces the first occurrence of a text, which has to be there, in the object of a graph version. */
    void tamper(long version, String text, String replacement) {
        edit(versionKey(version), json -> {
            if (!json.contains(text)) {
                throw new AssertionError(text + " is not in " + json);
            }
            int at = json.indexOf(text);
            return json.substring(0, at) + replacement + json.substring(at + text.length());
        });
    }

    void edit(ObjectKey key, UnaryOperator<String> change) {
        byte[] content = environment.objects().get(key).orElseThrow().content();
        byte[] changed =
                change.apply(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        environment.objects().put(key, resealed(changed));
    }

    /** What is whole after the edit gets a checksum that is right; what is cut off or no object of ours stays as it is. */
    private static byte[] resealed(byte[] content) {
        try {
            return Seal.renewed(content);
        } catch (IllegalArgumentException withoutChecksum) {
            return content;
        }
    }

    void put(ObjectKey key, String content) {
        environment.objects().put(key, content.getBytes(StandardCharsets.UTF_8));
    }

    static ObjectKey versionKey(long version) {
        return GraphKeys.version(GraphManifest.MAIN_BRANCH, new GraphVersion(version));
    }
}
