package io.headgate.engine.table.memory;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * One file of rows as one version sees it.
 *
 * @param id given when the file was committed; the same file committed twice has two
 * @param deleted offsets of rows that are gone; never changed once it is here
 */
record Fragment(long id, FragmentFile file, BitSet deleted) {

    static Fragment whole(long id, FragmentFile file) {
        return new Fragment(id, file, new BitSet());
    }

    long rows() {
        return file.rows() - deleted.cardinality();
    }

    /** Offsets of the live rows that the condition holds for. */
    BitSet live(IntPredicate condition) {
        BitSet found = new BitSet();
        for (int offset = deleted.nextClearBit(0); offset < file.rows(); offset = deleted.nextClearBit(offset + 1)) {
            found.set(offset, condition.test(offset));
        }
        return found;
    }

    Fragment without(BitSet offsets) {
        BitSet more = (BitSet) deleted.clone();
        more.or(offsets);
        return new Fragment(id, file, more);
    }
}
