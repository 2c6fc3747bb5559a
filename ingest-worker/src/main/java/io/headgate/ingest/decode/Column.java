package io.headgate.ingest.decode;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * One column of a chunk that is being filled. Values are written by index, any number of times until the row counts, and
 * all state lives in the buffers: a row that is given up needs no undoing, the next one is written over it.
 */
abstract class Column implements AutoCloseable {

    private final Validity validity;
    private final boolean nullable;

    Column(Field field, BufferAllocator allocator) {
        this.nullable = field.isNullable();
        this.validity = new Validity(allocator);
    }

    static Column of(Field field, BufferAllocator allocator) {
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case Utf8 -> new TextColumn(field, allocator);
            case Bool -> new BitColumn(field, allocator);
            case Int -> new FixedColumn(field, allocator, ((ArrowType.Int) type).getBitWidth() / Byte.SIZE);
            case FloatingPoint ->
                new FixedColumn(field, allocator, FixedColumn.widthOf((ArrowType.FloatingPoint) type));
            case Date -> new FixedColumn(field, allocator, Integer.BYTES);
            case Timestamp -> new FixedColumn(field, allocator, Long.BYTES);
            case FixedSizeList -> new VectorColumn(field, allocator, ((ArrowType.FixedSizeList) type).getListSize());
            case List -> new ListColumn(field, allocator);
            default -> throw new IllegalArgumentException("no column can hold " + field);
        };
    }

    final boolean nullable() {
        return nullable;
    }

    /** Makes room so that values up to {@code index} can be written and made null. */
    final void reserve(int index) {
        if (nullable) {
            validity.reserve(index);
        }
        reserveValues(index);
    }

    /** Marks the value as null, for good; call only for a row that counts. */
    final void markNull(int index) {
        validity.markNull(index);
    }

    /** Gives the vector these buffers, for the first {@code count} values; both then hold them. */
    final void loadInto(FieldVector vector, int count) {
        ArrowFieldNode node = new ArrowFieldNode(count, validity.nulls());
        vector.loadFieldBuffers(node, buffers(validity.buffer(count)));
        loadChildren(vector, count);
    }

    abstract void reserveValues(int index);

    /** Writes a harmless value: zero, the empty string, the empty list. */
    abstract void putZero(int index);

    /** Bytes that the first {@code count} values take. */
    abstract long bytes(int count);

    /** Whether the first {@code count} values are near what Arrow's 32-bit offsets can address. */
    boolean nearLimit(int count) {
        return false;
    }

    abstract List<ArrowBuf> buffers(ArrowBuf validityBuffer);

    void loadChildren(FieldVector vector, int count) {}

    @Override
    public void close() {
        validity.close();
    }
}
