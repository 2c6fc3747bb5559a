package io.headgate.engine.table.memory;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * One file of rows as one version sees it.
 *
 * @param id given when the file was committed; the same file committed twice has two
 * @param firstRow identity of the first row when the rows are new; the others count on from it
 * @param deleted offsets of rows that are gone; never changed once it is here
 */
record Fragment(int id, FragmentFile file, long firstRow, BitSet deleted) {

    static Fragment whole(int id, FragmentFile file, long firstRow) {
        return new Fragment(id, file, firstRow, new BitSet());
    }

    long rows() {
        return file.rows() - deleted.cardinality();
    }

    /** Identity of a row, which it keeps when it is written once more. */
    long row(int offset) {
        return file.carried().isEmpty() ? firstRow + offset : file.carried().get(offset);
    }

    /** Offsets of the live rows. */
    BitSet live() {
        return live(offset -> true);
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
        return new Fragment(id, file, firstRow, more);
    }

    /** The fragment with none of its live rows but those. */
    Fragment only(BitSet offsets) {
        return without(live(offset -> !offsets.get(offset)));
    }
}
