package io.headgate.bench.maintain;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Endless batches of changes to random keys of a bounded space, always the same ones for the same seed. A key may be in a batch
 * more than once. Not thread-safe.
 */
final class ChangeStream {

    private final long keys;
    private final int rows;
    private final double deletedShare;
    private final SplittableRandom random;
    private int batches;

    /**
     * @param rows of a batch
     * @param deletedShare how many of the changes are deletes; from 0 to 1
     */
    ChangeStream(long keys, int rows, double deletedShare, long seed) {
        this.keys = keys;
        this.rows = rows;
        this.deletedShare = deletedShare;
        this.random = new SplittableRandom(seed);
    }

    List<KeyChange> next() {
        batches++;
        List<KeyChange> changes = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            changes.add(new KeyChange(random.nextLong(keys), batches, random.nextDouble() < deletedShare));
        }
        return changes;
    }

    /** The next batches, in order. */
    List<List<KeyChange>> next(int number) {
        List<List<KeyChange>> all = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            all.add(next());
        }
        return all;
    }
}
