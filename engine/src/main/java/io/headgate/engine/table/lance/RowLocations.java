package io.headgate.engine.table.lance;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** Places of rows: a fragment and the row's offset in it. Grows while rows are found; not thread-safe. */
final class RowLocations {

    private static final int SMALLEST = 16;

    private final TreeMap<Integer, Offsets> fragments = new TreeMap<>();
    private Offsets latest = new Offsets();
    private int latestFragment = -1;
    private long size;

    /** Lance's address of a row: the fragment in the high, the offset in the low 32 bits. */
    static long address(int fragment, int offset) {
        return (long) fragment << Integer.SIZE | Integer.toUnsignedLong(offset);
    }

    static int fragment(long address) {
        return (int) (address >>> Integer.SIZE);
    }

    static int offset(long address) {
        return (int) address;
    }

    /** Adds a row by its {@link #address}. */
    void add(long address) {
        int fragment = fragment(address);
        if (fragment != latestFragment) {
            latest = fragments.computeIfAbsent(fragment, id -> new Offsets());
            latestFragment = fragment;
        }
        latest.add(offset(address));
        size++;
    }

    long size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Gives each fragment's offsets, in ascending order of fragments. */
    void forEach(ObjIntConsumer<List<Integer>> consumer) {
        fragments.forEach((fragment, offsets) -> consumer.accept(offsets.view(), fragment));
    }

    private static final class Offsets {

        private int[] values = new int[SMALLEST];
        private int count;

        void add(int offset) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = offset;
        }

        List<Integer> view() {
            return new View(values, count);
        }
    }

    /** A list made only while it is read: Lance takes boxed offsets, and there may be millions. */
    private static final class View extends AbstractList<Integer> implements RandomAccess {

        private final int[] values;
        private final int count;

        View(int[] values, int count) {
            this.values = values;
            this.count = count;
        }

        @Override
        public Integer get(int index) {
            if (index >= count) {
                throw new IndexOutOfBoundsException(index);
            }
            return values[index];
        }

        @Override
        public int size() {
            return count;
        }
    }
}
