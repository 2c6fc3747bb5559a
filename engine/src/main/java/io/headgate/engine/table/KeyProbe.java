package io.headgate.engine.table;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Asks a {@link KeyIndex} about many keys at once. One by one, each key that is there costs four look-ups in memory of which
 * each has to wait for the one before. Here a block of keys goes through one step after the other: within a step the
 * look-ups are independent, so the processor has many of them under way at the same time. The first step asks a filter of
 * one bit for each of at least eight times as many hashes as there are keys: it is small enough for a cache near the processor
 * and turns down most keys that are not there without a branch. Not thread-safe.
 */
public final class KeyProbe {

    private static final int BLOCK = 512;
    private static final int FILTER_BITS_PER_KEY = 8;
    private static final int LARGEST_FILTER_BITS = 1 << 30;
    /** Makes the filter's bits independent of the slots', which are the lowest bits of the hash. */
    private static final int FILTER_MULTIPLIER = 0x9E3779B1;

    private final KeyIndex index;
    private final long[] filter;
    private final int filterShift;
    private final int[] hashes = new int[BLOCK];
    private final int[] rows = new int[BLOCK];
    private final int[] ordinals = new int[BLOCK];
    private final int[] starts = new int[BLOCK];
    private final int[] ends = new int[BLOCK];

    /** @param keys not changed any more */
    public KeyProbe(KeySet keys) {
        this.index = keys.index();
        long wanted = Math.max(Long.SIZE, (long) keys.size() * FILTER_BITS_PER_KEY);
        int bits = (int) Math.min(LARGEST_FILTER_BITS, Long.highestOneBit(wanted - 1) << 1);
        this.filter = new long[bits / Long.SIZE];
        this.filterShift = Integer.SIZE - Integer.numberOfTrailingZeros(bits);
        for (int ordinal = 0; ordinal < keys.size(); ordinal++) {
            int bit = filterBit(index.hashAt(ordinal));
            filter[bit >>> 6] |= 1L << bit;
        }
    }

    private int filterBit(int hash) {
        return hash * FILTER_MULTIPLIER >>> filterShift;
    }

    /** Told about rows whose key is in the set, in ascending order. */
    @FunctionalInterface
    public interface Found {
        void row(int row);
    }

    /** Asks about every row of the vector, none of which is null. */
    public void probe(VarCharVector keys, Found found) {
        int count = keys.getValueCount();
        if (count == 0) {
            return;
        }
        ArrowBuf offsets = keys.getOffsetBuffer();
        ArrowBuf data = keys.getDataBuffer();
        offsets.checkBytes(0, (count + 1L) * BaseVariableWidthVector.OFFSET_WIDTH);
        data.checkBytes(0, offsets.getInt((long) count * BaseVariableWidthVector.OFFSET_WIDTH));
        for (int first = 0; first < count; first += BLOCK) {
            block(offsets.memoryAddress(), data.memoryAddress(), first, Math.min(BLOCK, count - first), found);
        }
    }

    private void block(long offsets, long data, int first, int count, Found found) {
        hash(offsets, data, first, count);
        int candidates = candidates(count);
        locate(candidates);
        for (int i = 0; i < candidates; i++) {
            int row = first + rows[i];
            long from = data + offset(offsets, row);
            int length = offset(offsets, row + 1) - offset(offsets, row);
            if (index.equal(starts[i], ends[i], from, length) || index.find(from, length, hashes[rows[i]]) >= 0) {
                found.row(row);
            }
        }
    }

    private void hash(long offsets, long data, int first, int count) {
        int start = offset(offsets, first);
        for (int i = 0; i < count; i++) {
            int end = offset(offsets, first + i + 1);
            hashes[i] = KeyIndex.hash(data + start, end - start);
            start = end;
        }
    }

    /** Leaves in {@link #rows} and {@link #ordinals} what may be there, judged by the filter and then by the tags. */
    private int candidates(int count) {
        int passed = 0;
        for (int i = 0; i < count; i++) {
            int bit = filterBit(hashes[i]);
            rows[passed] = i;
            passed += (int) (filter[bit >>> 6] >>> bit & 1);
        }
        int candidates = 0;
        for (int i = 0; i < passed; i++) {
            int slot = index.slotOf(hashes[rows[i]]);
            if (slot >= 0) {
                rows[candidates] = rows[i];
                ordinals[candidates++] = slot;
            }
        }
        return candidates;
    }

    private void locate(int candidates) {
        for (int i = 0; i < candidates; i++) {
            ordinals[i] = index.ordinalAt(ordinals[i]);
        }
        for (int i = 0; i < candidates; i++) {
            starts[i] = index.startOf(ordinals[i]);
            ends[i] = index.endOf(ordinals[i]);
        }
    }

    private static int offset(long offsets, int row) {
        return MemoryUtil.getInt(offsets + (long) row * BaseVariableWidthVector.OFFSET_WIDTH);
    }
}
