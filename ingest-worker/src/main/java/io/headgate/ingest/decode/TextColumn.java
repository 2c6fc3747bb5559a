package io.headgate.ingest.decode;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * UTF-8 texts. A value is written behind the end of the one before it and then {@linkplain #end closed} with its end, which
 * is the only thing that makes it count.
 */
final class TextColumn extends Column {

    private static final long NEAR_LIMIT = 1L << 30;

    private final GrowingBuffer offsets;
    private final GrowingBuffer data;

    TextColumn(Field field, BufferAllocator allocator) {
        super(field, allocator);
        this.offsets = new GrowingBuffer(allocator);
        this.data = new GrowingBuffer(allocator);
    }

    /** Where the text of this index starts; what is written there may be rewritten until the next index is. */
    long start(int index) {
        return offsets.getInt((long) index * Integer.BYTES);
    }

    /** Ends the text of this index. */
    void end(int index, long end) {
        offsets.putInt((index + 1L) * Integer.BYTES, (int) end);
    }

    /** The texts' bytes, with room for {@code more} behind {@code at}. */
    GrowingBuffer data(long at, long more) {
        long needed = at + more;
        if (needed > Integer.MAX_VALUE) {
            throw new IllegalStateException("a chunk's column cannot hold " + needed + " bytes of text");
        }
        data.reserve(needed);
        return data;
    }

    void put(int index, byte[] source, int from, int length) {
        long start = start(index);
        data(start, length).putBytes(start, source, from, length);
        end(index, start + length);
    }

    int length(int index) {
        return (int) (start(index + 1) - start(index));
    }

    /** Copies the text of this index. */
    void get(int index, byte[] target, int from) {
        data.getBytes(start(index), target, from, length(index));
    }

    @Override
    void reserveValues(int index) {
        boolean first = offsets.capacity() == 0;
        offsets.reserve((index + 2L) * Integer.BYTES);
        if (first) {
            offsets.putInt(0, 0);
        }
        data.reserve(1);
    }

    @Override
    void putZero(int index) {
        end(index, start(index));
    }

    @Override
    long bytes(int count) {
        return (long) count * Integer.BYTES + (count == 0 ? 0 : start(count));
    }

    @Override
    boolean nearLimit(int count) {
        return count > 0 && start(count) > NEAR_LIMIT;
    }

    @Override
    List<ArrowBuf> buffers(ArrowBuf validityBuffer) {
        return List.of(validityBuffer, offsets.arrow(), data.arrow());
    }

    @Override
    public void close() {
        super.close();
        offsets.close();
        data.close();
    }
}
