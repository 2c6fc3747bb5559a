package io.headgate.ingest.decode;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Off-heap memory that is written by position. Callers reserve room once and then write without a check for every value:
 * {@link ArrowBuf} would count references and compare bounds each time. With assertions enabled, as in every test, each
 * access is checked.
 */
final class GrowingBuffer implements AutoCloseable {

    private static final long SMALLEST = 64;

    /** Arrow rounds smaller buffers up to a power of two, so growing them by less than double wastes what it allocates. */
    private static final long DOUBLE_UNTIL = 16L << 20;

    private final BufferAllocator allocator;
    private ArrowBuf buffer;
    private long address;
    private long capacity;

    GrowingBuffer(BufferAllocator allocator) {
        this.allocator = allocator;
        this.buffer = allocator.getEmpty();
    }

    /** Makes room for at least {@code bytes} in total; what was written stays. */
    void reserve(long bytes) {
        if (bytes > capacity) {
            grow(bytes);
        }
    }

    private void grow(long bytes) {
        long wanted = capacity < DOUBLE_UNTIL ? capacity * 2 : capacity + capacity / 2;
        ArrowBuf larger = allocator.buffer(Math.max(SMALLEST, Math.max(bytes, wanted)));
        MemoryUtil.copyMemory(address, larger.memoryAddress(), capacity);
        buffer.close();
        buffer = larger;
        address = larger.memoryAddress();
        capacity = larger.capacity();
    }

    long capacity() {
        return capacity;
    }

    /** The memory itself; still owned by this buffer. */
    ArrowBuf arrow() {
        return buffer;
    }

    byte getByte(long at) {
        assert inside(at, 1);
        return MemoryUtil.getByte(address + at);
    }

    void putByte(long at, byte value) {
        assert inside(at, 1);
        MemoryUtil.putByte(address + at, value);
    }

    int getInt(long at) {
        assert inside(at, Integer.BYTES);
        return MemoryUtil.getInt(address + at);
    }

    void putInt(long at, int value) {
        assert inside(at, Integer.BYTES);
        MemoryUtil.putInt(address + at, value);
    }

    long getLong(long at) {
        assert inside(at, Long.BYTES);
        return MemoryUtil.getLong(address + at);
    }

    void putLong(long at, long value) {
        assert inside(at, Long.BYTES);
        MemoryUtil.putLong(address + at, value);
    }

    void putBytes(long at, byte[] source, int from, int length) {
        assert inside(at, length) && from >= 0 && from + length <= source.length;
        MemoryUtil.copyToMemory(source, from, address + at, length);
    }

    void getBytes(long at, byte[] target, int from, int length) {
        assert inside(at, length) && from >= 0 && from + length <= target.length;
        MemoryUtil.copyFromMemory(address + at, target, from, length);
    }

    void fill(long at, long length, byte value) {
        assert inside(at, length);
        MemoryUtil.setMemory(address + at, length, value);
    }

    private boolean inside(long at, long length) {
        return at >= 0 && at + length <= capacity;
    }

    @Override
    public void close() {
        buffer.close();
        buffer = allocator.getEmpty();
        address = 0;
        capacity = 0;
    }
}
