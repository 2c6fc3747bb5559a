package io.headgate.ingest.decode;

import io.headgate.engine.write.RowChunk;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One Arrow chunk that is being filled, row by row, by a {@link RecordDecoder}. Memory comes from the allocator as it is
 * needed and is freed by {@link #close}, or goes to the chunk at {@link #finish}. Not thread-safe.
 */
public final class RowChunkBuilder implements AutoCloseable {

    private static final int FIRST_ROWS = 1023;

    private final Schema schema;
    private final BufferAllocator allocator;
    private final int maxRows;
    private final Column[] columns;
    private final BitSet deletes = new BitSet();

    /** For each column the last attempt at a row that gave it a value; so that a new attempt starts with none for free. */
    private final long[] given;

    private long attempt;
    private int givenCount;
    private int rows;
    private int reservedRows;
    private boolean spent;

    /** @param maxRows rows after which the chunk is full */
    public RowChunkBuilder(Schema tableSchema, BufferAllocator allocator, int maxRows) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("a chunk has room for at least one row, not " + maxRows);
        }
        this.schema = tableSchema;
        this.allocator = allocator;
        this.maxRows = maxRows;
        this.columns = tableSchema.getFields().stream()
                .map(field -> Column.of(field, allocator))
                .toArray(Column[]::new);
        this.given = new long[columns.length];
    }

    /** Rows appended so far. */
    public int rows() {
        return rows;
    }

    /** Bytes that the appended rows take, without what is allocated ahead. */
    public long bytes() {
        long bytes = 0;
        for (Column column : columns) {
            bytes += column.bytes(rows);
        }
        return bytes;
    }

    /** Whether no further row may be appended. */
    public boolean isFull() {
        if (rows == maxRows) {
            return true;
        }
        for (Column column : columns) {
            if (column.nearLimit(rows)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Hands the rows over to a chunk, which then owns their memory. The builder is spent: only {@link #close} is allowed.
     */
    public RowChunk finish() {
        requireUsable();
        VectorSchemaRoot root = rows == 0 ? VectorSchemaRoot.create(schema, allocator) : load();
        spent = true;
        close();
        return new RowChunk(root, deletes);
    }

    private VectorSchemaRoot load() {
        List<FieldVector> vectors = new ArrayList<>(columns.length);
        try {
            for (int i = 0; i < columns.length; i++) {
                Field field = schema.getFields().get(i);
                FieldVector vector = field.createVector(allocator);
                vectors.add(vector);
                columns[i].loadInto(vector, rows);
            }
        } catch (RuntimeException e) {
            vectors.forEach(FieldVector::close);
            throw e;
        }
        return new VectorSchemaRoot(schema, vectors, rows);
    }

    /** Frees what a chunk did not take over. May be called again. */
    @Override
    public void close() {
        spent = true;
        for (Column column : columns) {
            column.close();
        }
    }

    Schema schema() {
        return schema;
    }

    Column column(int index) {
        return columns[index];
    }

    /**
     * Starts a row, or starts it again: whatever was written since the last committed row is forgotten.
     *
     * @return the index at which its values are to be written
     */
    int begin() {
        if (rows >= reservedRows) {
            reserveRows();
        }
        attempt++;
        givenCount = 0;
        return rows;
    }

    private void reserveRows() {
        requireUsable();
        if (rows >= maxRows) {
            throw new IllegalStateException("a full chunk takes no further row; it has " + rows);
        }
        // One less than a power of two: offset buffers have one entry more than there are rows.
        int wanted = Math.max(FIRST_ROWS, (int) Math.min(maxRows, rows * 2L + 1));
        int target = Math.min(maxRows, wanted);
        for (Column column : columns) {
            column.reserve(target - 1);
        }
        reservedRows = target;
    }

    /** Notes that the value of this column was written. */
    void give(int column) {
        if (given[column] != attempt) {
            given[column] = attempt;
            givenCount++;
        }
    }

    /** Forgets the value of this column. */
    void takeBack(int column) {
        if (given[column] == attempt) {
            given[column] = 0;
            givenCount--;
        }
    }

    boolean isGiven(int column) {
        return given[column] == attempt;
    }

    /**
     * Makes the row count; columns without a value become null.
     *
     * @return -1, or the column that has no value and cannot be null: then nothing has happened
     */
    int commit() {
        if (givenCount != columns.length) {
            for (int i = 0; i < columns.length; i++) {
                if (given[i] != attempt && !columns[i].nullable()) {
                    return i;
                }
            }
            fillUp();
        }
        rows++;
        return -1;
    }

    /** Makes the row count as a delete; columns without a value get null or, where that is not allowed, a harmless one. */
    void commitDelete() {
        fillUp();
        deletes.set(rows);
        rows++;
    }

    private void fillUp() {
        // Writing zeros may run out of memory, which must not leave a null bit behind.
        for (int i = 0; i < columns.length; i++) {
            if (given[i] != attempt) {
                columns[i].putZero(rows);
            }
        }
        for (int i = 0; i < columns.length; i++) {
            if (given[i] != attempt && columns[i].nullable()) {
                columns[i].markNull(rows);
            }
        }
    }

    private void requireUsable() {
        if (spent) {
            throw new IllegalStateException("this chunk is finished or closed; a new builder is needed");
        }
    }
}
