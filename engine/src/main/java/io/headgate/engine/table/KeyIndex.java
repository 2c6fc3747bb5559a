package io.headgate.engine.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Numbers distinct keys in the order in which they first come: open addressing with linear probing over the keys' bytes,
 * which are copied into one array. A slot holds the ordinal and a part of the hash, so a miss seldom looks at bytes. Costs
 * about 12 bytes a key beside the key itself. Holds fewer than 2^30 keys and 2 GiB of text. Not thread-safe while it grows.
 */
public final class KeyIndex {

    private static final int EMPTY = -1;
    private static final int SMALLEST_TABLE = 16;
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long MULTIPLIER = 0xD6E8FEB86659FD93L;

    private int[] slots;
    private int[] hashes;
    private int mask;
    private int[] ends;
    private byte[] text;
    private int size;

    public KeyIndex(int expectedKeys) {
        int capacity = Math.max(SMALLEST_TABLE, Integer.highestOneBit(Math.max(1, expectedKeys)) << 2);
        this.slots = newSlots(capacity);
        this.mask = capacity - 1;
        this.hashes = new int[Math.max(SMALLEST_TABLE, expectedKeys)];
        this.ends = new int[hashes.length];
        this.text = new byte[Math.max(64, hashes.length * 16)];
    }

    public int size() {
        return size;
    }

    /** The key's ordinal, or -1. */
    public int find(ArrowBuf data, long start, int length) {
        int hash = hash(data, start, length);
        for (int slot = hash & mask; slots[slot] != EMPTY; slot = (slot + 1) & mask) {
            int ordinal = slots[slot];
            if (hashes[ordinal] == hash && equal(ordinal, data, start, length)) {
                return ordinal;
            }
        }
        return -1;
    }

    /** The key's ordinal; a key that is not there yet gets the next one, which is then {@code size() - 1}. */
    public int findOrAdd(ArrowBuf data, long start, int length) {
        int found = find(data, start, length);
        if (found >= 0) {
            return found;
        }
        int offset = reserve(length);
        data.getBytes(start, text, offset, length);
        return append(hash(data, start, length), offset + length);
    }

    /** The same for a key in an array. */
    public int findOrAdd(byte[] data, int start, int length) {
        int hash = hash(data, start, length);
        for (int slot = hash & mask; slots[slot] != EMPTY; slot = (slot + 1) & mask) {
            int ordinal = slots[slot];
            int from = startOf(ordinal);
            if (hashes[ordinal] == hash && Arrays.equals(text, from, ends[ordinal], data, start, start + length)) {
                return ordinal;
            }
        }
        int offset = reserve(length);
        System.arraycopy(data, start, text, offset, length);
        return append(hash, offset + length);
    }

    public String text(int ordinal) {
        int from = startOf(ordinal);
        return new String(text, from, ends[ordinal] - from, StandardCharsets.UTF_8);
    }

    private int startOf(int ordinal) {
        return ordinal == 0 ? 0 : ends[ordinal - 1];
    }

    private int reserve(int length) {
        int offset = size == 0 ? 0 : ends[size - 1];
        int needed = Math.addExact(offset, length);
        if (needed > text.length) {
            text = Arrays.copyOf(text, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, text.length * 2L)));
        }
        return offset;
    }

    private int append(int hash, int end) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        ends[size] = end;
        hashes[size] = hash;
        size++;
        if (size * 2L > slots.length) {
            grow();
        } else {
            place(size - 1);
        }
        return size - 1;
    }

    private void grow() {
        slots = newSlots(slots.length * 2);
        mask = slots.length - 1;
        for (int ordinal = 0; ordinal < size; ordinal++) {
            place(ordinal);
        }
    }

    private void place(int ordinal) {
        int slot = hashes[ordinal] & mask;
        while (slots[slot] != EMPTY) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = ordinal;
    }

    private boolean equal(int ordinal, ArrowBuf data, long start, int length) {
        int from = startOf(ordinal);
        if (ends[ordinal] - from != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[from + i] != data.getByte(start + i)) {
                return false;
            }
        }
        return true;
    }

    private static int[] newSlots(int capacity) {
        int[] slots = new int[capacity];
        Arrays.fill(slots, EMPTY);
        return slots;
    }

    private static int hash(ArrowBuf data, long start, int length) {
        long hash = SEED ^ length;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            hash = mix(hash, data.getLong(start + i));
        }
        long tail = 0;
        for (int shift = 0; i < length; i++, shift += 8) {
            tail |= (data.getByte(start + i) & 0xFFL) << shift;
        }
        return finish(mix(hash, tail));
    }

    private static int hash(byte[] data, int start, int length) {
        long hash = SEED ^ length;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            long word = 0;
            for (int shift = 0; shift < 64; shift += 8) {
                word |= (data[start + i + (shift >>> 3)] & 0xFFL) << shift;
            }
            hash = mix(hash, word);
        }
        long tail = 0;
        for (int shift = 0; i < length; i++, shift += 8) {
            tail |= (data[start + i] & 0xFFL) << shift;
        }
        return finish(mix(hash, tail));
    }

    private static long mix(long hash, long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        return mixed ^ (mixed >>> 32);
    }

    private static int finish(long hash) {
        long mixed = hash * SEED;
        return (int) (mixed ^ (mixed >>> 32));
    }
}
