package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.IdSource;
import io.headgate.recovery.intent.Owner;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Schema;

/** A graph of people on disk: written to, left unfinished by writers that die, and damaged by other hands. */
final class PeopleGraph {

    static final String SCHEMA = "node Person { name: String @key points: U64? }";

    private final Path directory;

    /** @param directory of a graph that is there */
    PeopleGraph(Path directory) {
        this.directory = directory;
    }

    void write(String... names) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = local(allocator)) {
            write(environment, names);
        }
    }

    /** Begins to write and dies at the point. */
    void dieWriting(FaultPoint point, Clock clock, String... names) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = local(allocator)) {
            GraphEnvironment dying = new GraphEnvironment(
                    environment.objects(),
                    environment.tables(),
                    allocator,
                    clock,
                    new IdSource(clock, new Random()),
                    reached -> {
                        if (reached == point) {
                            throw new Death();
                        }
                    },
                    new Owner(environment.self().host(), environment.self().pid(), Instant.EPOCH),
                    environment.liveness(),
                    environment.limits(),
                    environment.concurrency());
            assertThatThrownBy(() -> write(dying, names)).isInstanceOf(Death.class);
        }
    }

    /** Appends rows as a program does that does not know of the graph. */
    void damage(String... names) throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = local(allocator)) {
            TablePin pin = person(Graph.open(environment).newest());
            try (PinnedTable pinned = environment.tables().open(pin.path(), pin.version());
                    PinnedTable head = environment.tables().open(pin.path(), pinned.headVersion());
                    VectorSchemaRoot rows = rows(environment, names);
                    ArrowStreamReader reader =
                            new ArrowStreamReader(new ByteArrayInputStream(serialised(rows)), allocator)) {
                CommitOutcome outcome = head.commit(
                        head.stageAppend(head.stageRows(reader)),
                        new TransactionStamp(environment.ids().transaction(), Map.of()));
                assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
                ((CommitOutcome.Committed) outcome).table().close();
            }
        }
    }

    /** Puts an object into the graph's directory. */
    void put(ObjectKey key, byte[] content) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = local(allocator)) {
            environment.objects().put(key, content);
        }
    }

    GraphManifest newest() {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = local(allocator)) {
            return Graph.open(environment).newest();
        }
    }

    private GraphEnvironment local(BufferAllocator allocator) {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, allocator);
    }

    private static void write(GraphEnvironment environment, String... names) {
        try (GraphWriter writer = Graph.open(environment).writer("test")) {
            long from = writer.current()
                    .source("people", 0)
                    .map(source -> source.nextOffset())
                    .orElse(0L);
            try (RowChunk chunk = new RowChunk(rows(environment, names), new BitSet())) {
                writer.write(new WriteRequest(
                        "ingest",
                        List.of(new TableRows(person(writer.current()).id(), WriteMode.UPSERT, List.of(chunk))),
                        List.of(new SourceClaim(
                                new SourcePartition("cluster", "people", "topic-id", 0), from, from + names.length)),
                        names.length,
                        0));
            }
        }
    }

    private static TablePin person(GraphManifest manifest) {
        return manifest.table(TableKind.NODE, "Person").orElseThrow();
    }

    private static VectorSchemaRoot rows(GraphEnvironment environment, String... names) {
        VectorSchemaRoot root = VectorSchemaRoot.create(columns(environment), environment.allocator());
        for (int i = 0; i < names.length; i++) {
            byte[] name = names[i].getBytes(StandardCharsets.UTF_8);
            ((VarCharVector) root.getVector("id")).setSafe(i, name);
            ((VarCharVector) root.getVector("name")).setSafe(i, name);
            ((UInt8Vector) root.getVector("points")).setSafe(i, -1L);
        }
        root.setRowCount(names.length);
        return root;
    }

    private static Schema columns(GraphEnvironment environment) {
        try (Snapshot snapshot = Graph.open(environment).snapshot()) {
            return snapshot.schema(TableKind.NODE, "Person");
        }
    }

    private static byte[] serialised(VectorSchemaRoot rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArrowStreamWriter writer = new ArrowStreamWriter(rows, null, bytes)) {
            writer.writeBatch();
        }
        return bytes.toByteArray();
    }

    /** Ends a write the way a dying process does. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }
}
