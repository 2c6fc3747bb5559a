package io.headgate.ingest.decode;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Lists of any length. Elements are written behind the end of the list before, then the list is {@link #end closed}. */
final class ListColumn extends Column {

    private static final int NEAR_LIMIT = 1 << 30;

    private final GrowingBuffer offsets;
    private final Column elements;

    ListColumn(Field field, BufferAllocator allocator) {
        super(field, allocator);
        this.offsets = new GrowingBuffer(allocator);
        this.elements = Column.of(field.getChildren().get(0), allocator);
    }

    Column elements() {
        return elements;
    }

    /** The index in {@link #elements} of the first element of this list. */
    int start(int index) {
        return offsets.getInt((long) index * Integer.BYTES);
    }

    /** Ends the list of this index before element {@code end}. */
    void end(int index, int end) {
        offsets.putInt((index + 1L) * Integer.BYTES, end);
    }

    @Override
    void reserveValues(int index) {
        boolean first = offsets.capacity() == 0;
        offsets.reserve((index + 2L) * Integer.BYTES);
        if (first) {
            offsets.putInt(0, 0);
            elements.reserve(0);
        }
    }

    @Override
    void putZero(int index) {
        end(index, start(index));
    }

    @Override
    long bytes(int count) {
        return (long) count * Integer.BYTES + (count == 0 ? 0 : elements.bytes(start(count)));
    }

    @Override
    boolean nearLimit(int count) {
        return count > 0 && (start(count) > NEAR_LIMIT || elements.nearLimit(start(count)));
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer) {
        return List.of(validityBuffer, offsets.arrow());
    }

    @Override
    void loadChildren(FieldVector vector, int count) {
        elements.loadInto(vector.getChildrenFromFields().get(0), start(count));
    }

    @Override
    public void close() {
        super.close();
        offsets.close();
        elements.close();
    }
}
