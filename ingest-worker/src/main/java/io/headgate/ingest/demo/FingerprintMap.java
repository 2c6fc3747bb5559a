package io.headgate.ingest.demo;

/**
 * A map from a fingerprint to a fingerprint in 16 bytes for each entry and some room: the content of a table, by row id,
 * for tables of millions of rows. Not thread-safe.
 */
final class FingerprintMap {

    /** What {@link #remove} returns for a key that is not there; never a fingerprint, see {@link RowFingerprint}. */
    static final long ABSENT = 0;

    private static final int INITIAL_CAPACITY = 1024;

    private long[] keys = new long[INITIAL_CAPACITY];
    private long[] values = new long[INITIAL_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    void put(long key, long value) {
        if (key == ABSENT || value == ABSENT) {
            throw new IllegalArgumentException("0 is not a fingerprint");
        }
        int slot = slotOf(key);
        if (keys[slot] == ABSENT) {
            if ((size + 1) * 3L > keys.length * 2L) {
                grow();
                slot = slotOf(key);
            }
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
    }

    /** The value that the key had, or {@link #ABSENT}. */
    long remove(long key) {
        int slot = slotOf(key);
        if (keys[slot] == ABSENT) {
            return ABSENT;
        }
        long removed = values[slot];
        size--;
        closeGap(slot);
        return removed;
    }

    /** Moves back entries that were put behind the freed slot because it was taken, so that they are still found. */
    private void closeGap(int freed) {
        int mask = keys.length - 1;
        int gap = freed;
        for (int slot = (freed + 1) & mask; keys[slot] != ABSENT; slot = (slot + 1) & mask) {
            int distanceFromHome = (slot - home(keys[slot])) & mask;
            int distanceFromGap = (slot - gap) & mask;
            if (distanceFromHome >= distanceFromGap) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                gap = slot;
            }
        }
        keys[gap] = ABSENT;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[Math.multiplyExact(oldKeys.length, 2)];
        values = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != ABSENT) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = home(key);
        while (keys[slot] != ABSENT && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Fingerprints are evenly spread, so any of their bits will do. */
    private int home(long key) {
        return (int) key & (keys.length - 1);
    }
}
