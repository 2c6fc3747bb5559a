package io.headgate.engine.write;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Builds write requests for a small graph, and reads it back. */
final class Batches implements AutoCloseable {

    static final String SCHEMA = """
            node Person { id: String @key  name: String? }
            edge Follows: Person -> Person { since: I64? }
            """;

    private final TableFixtures fixtures;
    private final List<VectorSchemaRoot> roots = new ArrayList<>();

    Batches(TableFixtures fixtures) {
        this.fixtures = fixtures;
    }

    static SourcePartition partition(int number) {
        return new SourcePartition("cluster", "people", "topic-id", number);
    }

    static SourceClaim claim(int partition, long from, long to) {
        return new SourceClaim(partition(partition), from, to);
    }

    /** An upsert of people, each {@code id=name}, or {@code id} alone for a delete. */
    WriteRequest people(GraphManifest manifest, List<SourceClaim> claims, String... people) {
        return new WriteRequest("ingest", List.of(peopleRows(manifest, people)), claims, people.length, 0);
    }

    /** The same in append mode: all of them are new. */
    WriteRequest newPeople(GraphManifest manifest, List<SourceClaim> claims, String... people) {
        return new WriteRequest(
                "ingest", List.of(peopleRows(manifest, WriteMode.APPEND, people)), claims, people.length, 0);
    }

    WriteRequest peopleAndFollows(
            GraphManifest manifest, List<SourceClaim> claims, List<String> people, List<String> follows) {
        TableRows edges = new TableRows(
                pin(manifest, TableKind.EDGE, "Follows").id(),
                WriteMode.APPEND,
                List.of(chunk(
                        schema("Follows"),
                        follows.stream()
                                .map(edge -> TableFixtures.row(
                                        "id",
                                        edge,
                                        "src",
                                        edge.split(">")[0],
                                        "dst",
                                        edge.split(">")[1],
                                        "since",
                                        null))
                                .toList(),
                        new BitSet())));
        return new WriteRequest(
                "ingest",
                List.of(peopleRows(manifest, people.toArray(String[]::new)), edges),
                claims,
                people.size() + follows.size(),
                0);
    }

    private TableRows peopleRows(GraphManifest manifest, String... people) {
        return peopleRows(manifest, WriteMode.UPSERT, people);
    }

    private TableRows peopleRows(GraphManifest manifest, WriteMode mode, String... people) {
        BitSet deletes = new BitSet();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String person : people) {
            String[] parts = person.split("=");
            if (parts.length == 1) {
                deletes.set(rows.size());
            }
            rows.add(TableFixtures.row("id", parts[0], "name", parts.length == 1 ? null : parts[1]));
        }
        return new TableRows(
                pin(manifest, TableKind.NODE, "Person").id(), mode, List.of(chunk(schema("Person"), rows, deletes)));
    }

    private RowChunk chunk(Schema schema, List<Map<String, Object>> rows, BitSet deletes) {
        VectorSchemaRoot root = fixtures.root(schema, rows);
        roots.add(root);
        return new RowChunk(root, deletes);
    }

    static Schema schema(String type) {
        var schema = SchemaParser.parse(SCHEMA);
        return schema.node(type)
                .map(ArrowSchemas::of)
                .orElseGet(() -> ArrowSchemas.of(schema.edge(type).orElseThrow()));
    }

    static TablePin pin(GraphManifest manifest, TableKind kind, String name) {
        return manifest.table(kind, name).orElseThrow();
    }

    /** id to name of every person in the newest version; fails when an id is there twice. */
    static Map<String, String> people(GraphEnvironment environment) throws Exception {
        try (Snapshot snapshot = Graph.open(environment).snapshot()) {
            return people(snapshot);
        }
    }

    static Map<String, String> people(Snapshot snapshot) throws Exception {
        Map<String, String> people = new TreeMap<>();
        try (ArrowReader reader = snapshot.scan(TableKind.NODE, "Person", ScanRequest.ALL)) {
            for (Map<String, Object> row : TableFixtures.rows(reader)) {
                String previous = people.put((String) row.get("id"), (String) row.get("name"));
                if (previous != null) {
                    throw new AssertionError(row.get("id") + " is there twice");
                }
            }
        }
        return people;
    }

    @Override
    public void close() {
        roots.forEach(VectorSchemaRoot::close);
    }
}
