package io.headgate.ingest.decode;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Vectors of a fixed number of 32-bit floats. */
final class VectorColumn extends Column {

    private final FixedColumn elements;
    private final int dimensions;

    VectorColumn(Field field, BufferAllocator allocator, int dimensions) {
        super(field, allocator);
        this.elements = new FixedColumn(field.getChildren().get(0), allocator, Float.BYTES);
        this.dimensions = dimensions;
    }

    /** Makes room for the vector of this index; it is written with {@link #put}. */
    void open(int index) {
        elements.reserve(Math.toIntExact((index + 1L) * dimensions - 1));
    }

    void put(int index, int dimension, float value) {
        elements.putInt(index * dimensions + dimension, Float.floatToRawIntBits(value));
    }

    @Override
    void reserveValues(int index) {}

    @Override
    void putZero(int index) {
        open(index);
        for (int dimension = 0; dimension < dimensions; dimension++) {
            put(index, dimension, 0f);
        }
    }

    @Override
    long bytes(int count) {
        return (long) count * dimensions * Float.BYTES;
    }

    @Override
    boolean nearLimit(int count) {
        return (count + 1L) * dimensions > Integer.MAX_VALUE;
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer) {
        return List.of(validityBuffer);
    }

    @Override
    void loadChildren(FieldVector vector, int count) {
        elements.loadInto(vector.getChildrenFromFields().get(0), count * dimensions);
    }

    @Override
    public void close() {
        super.close();
        elements.close();
    }
}
