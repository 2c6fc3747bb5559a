package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.simulation.SourceLog.Kind;
import io.headgate.engine.simulation.SourceLog.SourceRecord;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.SourceClaim;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Records as a write request, and the Arrow memory that they take until it is closed. */
final class Batch implements AutoCloseable {

    private static final int BYTES_PER_TEXT = 16;

    private final Tables tables;
    private final BufferAllocator allocator;
    private final List<VectorSchemaRoot> roots = new ArrayList<>();

    Batch(Tables tables, BufferAllocator allocator) {
        this.tables = tables;
        this.allocator = allocator;
    }

    WriteRequest ingest(GraphManifest manifest, List<SourceClaim> claims, List<SourceRecord> records) {
        // An edge that is read once more must replace itself.
        boolean replays = claims.stream().anyMatch(claim -> claim.epoch() > 0);
        return request(
                "ingest",
                manifest,
                claims,
                records,
                WriteMode.UPSERT,
                replays ? WriteMode.UPSERT : WriteMode.APPEND,
                List.of());
    }

    /** Rows that no source accounts for. */
    WriteRequest load(GraphManifest manifest, List<SourceRecord> records, WriteMode mode, List<TableId> reads) {
        return request("load", manifest, List.of(), records, mode, WriteMode.APPEND, reads);
    }

    private WriteRequest request(
            String operation,
            GraphManifest manifest,
            List<SourceClaim> claims,
            List<SourceRecord> records,
            WriteMode peopleMode,
            WriteMode followsMode,
            List<TableId> reads) {
        List<SourceRecord> people = records.stream()
                .filter(record -> record.kind() == Kind.SET || record.kind() == Kind.DELETE)
                .toList();
        List<SourceRecord> follows =
                records.stream().filter(record -> record.kind() == Kind.CONNECT).toList();
        List<TableRows> rows = new ArrayList<>();
        if (!people.isEmpty()) {
            rows.add(new TableRows(Tables.people(manifest).id(), peopleMode, List.of(people(people))));
        }
        if (!follows.isEmpty()) {
            rows.add(new TableRows(Tables.follows(manifest).id(), followsMode, List.of(follows(follows))));
        }
        long filtered = records.size() - people.size() - (long) follows.size();
        return new WriteRequest(operation, rows, claims, records.size(), filtered, reads, Optional.empty());
    }

    private RowChunk people(List<SourceRecord> records) {
        VectorSchemaRoot root = root(tables.people(), records.size());
        BitSet deletes = new BitSet();
        for (int row = 0; row < records.size(); row++) {
            SourceRecord record = records.get(row);
            set(root, "id", row, record.id());
            if (record.kind() == Kind.DELETE) {
                deletes.set(row);
            } else {
                set(root, "name", row, record.value());
            }
        }
        root.setRowCount(records.size());
        return new RowChunk(root, deletes);
    }

    private RowChunk follows(List<SourceRecord> records) {
        VectorSchemaRoot root = root(tables.follows(), records.size());
        for (int row = 0; row < records.size(); row++) {
            SourceRecord record = records.get(row);
            int end = record.value().indexOf('>');
            set(root, "id", row, record.id());
            set(root, "src", row, record.value().substring(0, end));
            set(root, "dst", row, record.value().substring(end + 1));
        }
        root.setRowCount(records.size());
        return new RowChunk(root, new BitSet());
    }

    private VectorSchemaRoot root(Schema schema, int rows) {
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        roots.add(root);
        for (FieldVector vector : root.getFieldVectors()) {
            if (vector instanceof VarCharVector text) {
                text.allocateNew((long) rows * BYTES_PER_TEXT, rows);
            } else {
                vector.setInitialCapacity(rows);
                vector.allocateNew();
            }
        }
        return root;
    }

    private static void set(VectorSchemaRoot root, String column, int row, String text) {
        ((VarCharVector) root.getVector(column)).setSafe(row, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        roots.forEach(VectorSchemaRoot::close);
    }
}
