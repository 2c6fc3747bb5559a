package io.headgate.ingest.decode;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Values of four or eight bytes. */
final class FixedColumn extends Column {

    private final GrowingBuffer values;
    private final int width;

    /** @param width bytes of one value: 4 or 8 */
    FixedColumn(Field field, BufferAllocator allocator, int width) {
        super(field, allocator);
        if (width != Integer.BYTES && width != Long.BYTES) {
            throw new IllegalArgumentException("no column can hold " + field);
        }
        this.values = new GrowingBuffer(allocator);
        this.width = width;
    }

    static int widthOf(ArrowType.FloatingPoint type) {
        return type.getPrecision() == FloatingPointPrecision.DOUBLE ? Double.BYTES : Float.BYTES;
    }

    void putInt(int index, int value) {
        values.putInt((long) index * Integer.BYTES, value);
    }

    void putLong(int index, long value) {
        values.putLong((long) index * Long.BYTES, value);
    }

    int getInt(int index) {
        return values.getInt((long) index * Integer.BYTES);
    }

    long getLong(int index) {
        return values.getLong((long) index * Long.BYTES);
    }

    @Override
    void reserveValues(int index) {
        values.reserve((index + 1L) * width);
    }

    @Override
    void putZero(int index) {
        if (width == Integer.BYTES) {
            putInt(index, 0);
        } else {
            putLong(index, 0);
        }
    }

    @Override
    long bytes(int count) {
        return (long) count * width;
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer) {
        return List.of(validityBuffer, values.arrow());
    }

    @Override
    public void close() {
        super.close();
        values.close();
    }
}
