package io.headgate.ingest.decode;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

/** Booleans, one bit each. */
final class BitColumn extends Column {

    private final GrowingBuffer bits;

    BitColumn(Field field, BufferAllocator allocator) {
        super(field, allocator);
        this.bits = new GrowingBuffer(allocator);
    }

    void put(int index, boolean value) {
        long at = index >>> 3;
        int bit = 1 << (index & 7);
        int others = bits.getByte(at) & ~bit;
        bits.putByte(at, (byte) (value ? others | bit : others));
    }

    boolean get(int index) {
        return (bits.getByte(index >>> 3) >>> (index & 7) & 1) != 0;
    }

    @Override
    void reserveValues(int index) {
        bits.reserve((index >>> 3) + 1L);
    }

    @Override
    void putZero(int index) {
        put(index, false);
    }

    @Override
    long bytes(int count) {
        return (count + 7L) >>> 3;
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer) {
        return List.of(validityBuffer, bits.arrow());
    }

    @Override
    public void close() {
        super.close();
        bits.close();
    }
}
