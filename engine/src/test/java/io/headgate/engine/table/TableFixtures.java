package io.headgate.engine.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.id.TransactionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Tables made of plain maps: rows into Arrow and back, stamps, and an allocator whose {@link #close} fails when something
 * was not closed. A row maps each column to a String, Boolean, Integer, Long, Float, Double, a List of these, or null; a
 * column that is missing is null. Unsigned columns hold the bits of the signed type, dates days, timestamps microseconds.
 */
public final class TableFixtures implements AutoCloseable {

    /** {@code id} and two nullable columns. */
    public static final Schema PEOPLE = new Schema(List.of(
            column("id", new ArrowType.Utf8(), false),
            column("name", new ArrowType.Utf8(), true),
            column("age", new ArrowType.Int(32, true), true)));

    /** {@code id} and one nullable column of every type that a graph's table can have. */
    public static final Schema ALL_TYPES = new Schema(List.of(
            column("id", new ArrowType.Utf8(), false),
            column("text", new ArrowType.Utf8(), true),
            column("bool", new ArrowType.Bool(), true),
            column("i32", new ArrowType.Int(32, true), true),
            column("i64", new ArrowType.Int(64, true), true),
            column("u32", new ArrowType.Int(32, false), true),
            column("u64", new ArrowType.Int(64, false), true),
            column("f32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), true),
            column("f64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), true),
            column("date", new ArrowType.Date(DateUnit.DAY), true),
            column("instant", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"), true),
            column("texts", new ArrowType.List(), true, column("item", new ArrowType.Utf8(), true)),
            column("longs", new ArrowType.List(), true, column("item", new ArrowType.Int(64, true), true)),
            column(
                    "vector",
                    new ArrowType.FixedSizeList(3),
                    true,
                    column("item", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE), true))));

    private final BufferAllocator allocator = new RootAllocator();

    public BufferAllocator allocator() {
        return allocator;
    }

    public static Field column(String name, ArrowType type, boolean nullable, Field... children) {
        return new Field(name, new FieldType(nullable, type, null), List.of(children));
    }

    /** A row of names and values in turn. */
    public static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    /** A row of {@link #PEOPLE}. */
    public static Map<String, Object> person(String id, String name, int age) {
        return row("id", id, "name", name, "age", age);
    }

    /** A stamp with an id of its own. */
    public static TransactionStamp stamp() {
        return stamp(Map.of(TransactionStamp.GRAPH_PROPERTY, "graph-of-tests"));
    }

    public static TransactionStamp stamp(Map<String, String> properties) {
        return new TransactionStamp(new TransactionId(UUID.randomUUID().toString()), properties);
    }

    /** All rows in one batch. The caller closes it. */
    public VectorSchemaRoot root(Schema schema, List<Map<String, Object>> rows) {
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        fill(root, rows);
        return root;
    }

    /** All rows in one batch. The caller closes it. */
    public ArrowReader reader(Schema schema, List<Map<String, Object>> rows) {
        return reader(schema, rows, Math.max(1, rows.size()));
    }

    /** The rows in batches of at most so many. The caller closes it. */
    public ArrowReader reader(Schema schema, List<Map<String, Object>> rows, int batchRows) {
        return new MapReader(allocator, schema, rows, batchRows);
    }

    /** Stages rows of the table's own schema. */
    public StagedRows stage(PinnedTable table, List<Map<String, Object>> rows) {
        try (ArrowReader reader = reader(table.schema(), rows)) {
            return table.stageRows(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a commit that must have been committed gives. */
    public static PinnedTable committed(CommitOutcome outcome) {
        assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
        return ((CommitOutcome.Committed) outcome).table();
    }

    /** Appends, commits, and closes the table it was given. */
    public PinnedTable append(PinnedTable table, List<Map<String, Object>> rows) {
        try (table) {
            return committed(table.commit(table.stageAppend(stage(table, rows)), stamp()));
        }
    }

    /** Replaces, commits, and closes the table it was given. */
    public PinnedTable replace(PinnedTable table, List<String> keys, List<Map<String, Object>> rows) {
        try (table) {
            return committed(table.commit(table.stageReplace(KeySet.of(keys), stage(table, rows)), stamp()));
        }
    }

    /** All rows of the table. */
    public static List<Map<String, Object>> rows(PinnedTable table) {
        return rows(table.scan(ScanRequest.ALL));
    }

    /** All rows that are left to read; closes the reader. */
    public static List<Map<String, Object>> rows(ArrowReader reader) {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (reader) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                for (int i = 0; i < root.getRowCount(); i++) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (FieldVector vector : root.getFieldVectors()) {
                        row.put(vector.getName(), Cells.get(vector, i));
                    }
                    rows.add(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Fails when memory was not given back. */
    @Override
    public void close() {
        allocator.close();
    }

    static void fill(VectorSchemaRoot root, List<Map<String, Object>> rows) {
        root.allocateNew();
        for (FieldVector vector : root.getFieldVectors()) {
            for (int i = 0; i < rows.size(); i++) {
                Cells.set(vector, i, rows.get(i).get(vector.getName()));
            }
        }
        root.setRowCount(rows.size());
    }
}
