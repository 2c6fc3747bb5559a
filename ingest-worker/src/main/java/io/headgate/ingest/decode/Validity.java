package io.headgate.ingest.decode;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** The null bits of a column. They start as "not null", so only nulls cost a write. */
final class Validity implements AutoCloseable {

    private final GrowingBuffer bits;
    private int nulls;

    Validity(BufferAllocator allocator) {
        this.bits = new GrowingBuffer(allocator);
    }

    void reserve(int index) {
        long before = bits.capacity();
        bits.reserve((index >>> 3) + 1L);
        if (bits.capacity() > before) {
            bits.fill(before, bits.capacity() - before, (byte) 0xFF);
        }
    }

    void markNull(int index) {
        long at = index >>> 3;
        bits.putByte(at, (byte) (bits.getByte(at) & ~(1 << (index & 7))));
        nulls++;
    }

    int nulls() {
        return nulls;
    }

    /** The bits for {@code count} values; Arrow makes its own when none is null. */
    ArrowBuf buffer(int count) {
        assert nulls == 0 || bits.capacity() >= (count + 7) >>> 3;
        return bits.arrow();
    }

    @Override
    public void close() {
        bits.close();
    }
}
