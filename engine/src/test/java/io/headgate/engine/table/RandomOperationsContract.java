package io.headgate.engine.table;

import java.util.Random;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Long random histories of one table, compared with a plain map after every step. The seeds are always the same ones and a
 * fresh one; {@code -Dheadgate.seed=N} repeats a single one.
 */
public abstract class RandomOperationsContract {

    private static final String SEED_PROPERTY = "headgate.seed";

    /** A store without any table. */
    protected abstract TableStore openEmpty(BufferAllocator allocator) throws Exception;

    /** A store on the same tables as the one opened last, as another process would open it. */
    protected abstract TableStore openSame(BufferAllocator allocator) throws Exception;

    /** How many operations each history has, at least ten. */
    protected int operations() {
        return 400;
    }

    static LongStream seeds() {
        Long only = Long.getLong(SEED_PROPERTY);
        return only != null ? LongStream.of(only) : LongStream.of(1, 2, 3, new Random().nextLong());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tableAgreesWithAMapOverAnyHistory(long seed) throws Exception {
        Random random = new Random(seed);
        try (TableFixtures fixtures = new TableFixtures();
                RandomHistory history = new RandomHistory(
                        random, fixtures, openEmpty(fixtures.allocator()), () -> openSame(fixtures.allocator()))) {
            for (int i = 0; i < operations(); i++) {
                step(history, seed, i);
            }
            history.checkAllVersions();
        }
    }

    private static void step(RandomHistory history, long seed, int number) throws Exception {
        try {
            history.step();
        } catch (AssertionError | Exception e) {
            throw new AssertionError(
                    "operation " + number + " of the history with -D" + SEED_PROPERTY + "=" + seed + " failed: "
                            + history.latest(),
                    e);
        }
    }
}
