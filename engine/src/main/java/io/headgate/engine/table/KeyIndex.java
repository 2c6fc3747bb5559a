package io.headgate.engine.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Numbers distinct keys in the order in which they first come: open addressing with linear probing over the keys' bytes,
 * which are copied into one array. Beside the slots lies one byte of each slot's hash, so a miss, which is what nearly
 * every row of a big table is, reads a table of one byte a slot and nothing else. Costs about 20 bytes a key beside the key
 * itself. Holds fewer than 2^29 keys and 2 GiB of text. Not thread-safe while it grows.
 */
public final class KeyIndex {

    private static final int SMALLEST_TABLE = 16;
    private static final int LARGEST_TABLE = 1 << 30;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int EXPECTED_KEY_BYTES = 16;
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long MULTIPLIER = 0xD6E8FEB86659FD93L;
    private static final int TAG_SHIFT = 24;
    /** Set in every tag, so that 0 means an empty slot. */
    private static final int TAKEN = 0x80;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private byte[] tags;
    private int[] slots;
    private int mask;
    private int[] hashes;
    private int[] ends;
    private byte[] text;
    private int size;

    public KeyIndex(int expectedKeys) {
        int room = Math.max(SMALLEST_TABLE, expectedKeys);
        newTable((int) Math.min(LARGEST_TABLE, Long.highestOneBit(room) << 2));
        this.hashes = new int[room];
        this.ends = new int[room];
        this.text = new byte[(int) Math.min(LARGEST_ARRAY, (long) room * EXPECTED_KEY_BYTES)];
    }

    public int size() {
        return size;
    }

    /** The key's ordinal, or -1. */
    public int find(ArrowBuf data, long start, int length) {
        data.checkBytes(start, start + length);
        long address = data.memoryAddress() + start;
        return find(address, length, hash(address, length));
    }

    /** The key's ordinal; a key that is not there yet gets the next one, which is then {@code size() - 1}. */
    public int findOrAdd(ArrowBuf data, long start, int length) {
        data.checkBytes(start, start + length);
        long address = data.memoryAddress() + start;
        int hash = hash(address, length);
        int found = find(address, length, hash);
        if (found >= 0) {
            return found;
        }
        int offset = reserve(length);
        data.getBytes(start, text, offset, length);
        return append(hash, offset + length);
    }

    /** The same for a key in an array. */
    public int findOrAdd(byte[] data, int start, int length) {
        int hash = hash(data, start, length);
        byte tag = tag(hash);
        for (int slot = hash & mask; tags[slot] != 0; slot = (slot + 1) & mask) {
            if (tags[slot] == tag) {
                int ordinal = slots[slot];
                if (Arrays.equals(text, startOf(ordinal), ends[ordinal], data, start, start + length)) {
                    return ordinal;
                }
            }
        }
        int offset = reserve(length);
        System.arraycopy(data, start, text, offset, length);
        return append(hash, offset + length);
    }

    /** Adds every key of another index; returns how many of them were new. */
    int addAll(KeyIndex other) {
        int before = size;
        for (int ordinal = 0; ordinal < other.size; ordinal++) {
            int start = other.startOf(ordinal);
            findOrAdd(other.text, start, other.ends[ordinal] - start);
        }
        return size - before;
    }

    public String text(int ordinal) {
        int from = startOf(ordinal);
        return new String(text, from, ends[ordinal] - from, StandardCharsets.UTF_8);
    }

    /** The first slot whose tag is that of the hash, or -1: then the key is not there. */
    int slotOf(int hash) {
        byte tag = tag(hash);
        int slot = hash & mask;
        while (tags[slot] != tag) {
            if (tags[slot] == 0) {
                return -1;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    int hashAt(int ordinal) {
        return hashes[ordinal];
    }

    int ordinalAt(int slot) {
        return slots[slot];
    }

    int find(long address, int length, int hash) {
        byte tag = tag(hash);
        for (int slot = hash & mask; tags[slot] != 0; slot = (slot + 1) & mask) {
            if (tags[slot] == tag) {
                int ordinal = slots[slot];
                if (equal(startOf(ordinal), ends[ordinal], address, length)) {
                    return ordinal;
                }
            }
        }
        return -1;
    }

    /** Whether the key whose text is {@code [from, end)} is the one in memory. */
    boolean equal(int from, int end, long address, int length) {
        if (end - from != length) {
            return false;
        }
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if ((long) WORDS.get(text, from + i) != MemoryUtil.getLong(address + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (text[from + i] != MemoryUtil.getByte(address + i)) {
                return false;
            }
        }
        return true;
    }

    int startOf(int ordinal) {
        return ordinal == 0 ? 0 : ends[ordinal - 1];
    }

    int endOf(int ordinal) {
        return ends[ordinal];
    }

    private int reserve(int length) {
        int offset = size == 0 ? 0 : ends[size - 1];
        int needed = Math.addExact(offset, length);
        if (needed > text.length) {
            text = Arrays.copyOf(text, (int) Math.min(LARGEST_ARRAY, Math.max(needed, text.length * 2L)));
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
        newTable(Math.multiplyExact(slots.length, 2));
        for (int ordinal = 0; ordinal < size; ordinal++) {
            place(ordinal);
        }
    }

    private void newTable(int capacity) {
        tags = new byte[capacity];
        slots = new int[capacity];
        mask = capacity - 1;
    }

    private void place(int ordinal) {
        int slot = hashes[ordinal] & mask;
        while (tags[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = ordinal;
        tags[slot] = tag(hashes[ordinal]);
    }

    /** The highest bits, which decide about a slot only in the largest tables. */
    private static byte tag(int hash) {
        return (byte) (hash >>> TAG_SHIFT | TAKEN);
    }

    static int hash(long address, int length) {
        long hash = SEED ^ length;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = mix(hash, MemoryUtil.getLong(address + i));
        }
        long tail = 0;
        for (; i < length; i++) {
            tail = tail << Byte.SIZE | MemoryUtil.getByte(address + i) & 0xFFL;
        }
        return finish(mix(hash, tail));
    }

    private static int hash(byte[] data, int start, int length) {
        long hash = SEED ^ length;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = mix(hash, (long) WORDS.get(data, start + i));
        }
        long tail = 0;
        for (; i < length; i++) {
            tail = tail << Byte.SIZE | data[start + i] & 0xFFL;
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
