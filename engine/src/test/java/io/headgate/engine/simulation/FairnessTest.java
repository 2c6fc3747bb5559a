package io.headgate.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteLimits;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody waits long for its turn: writers that write without a pause, everybody making one step after the other, and more of them
 * than a turn takes. Counted are the graph versions between arming a write and its own one.
 */
final class FairnessTest {

    private static final int RECORDS = 60;
    private static final long MOST_STEPS = 1_000_000;
    /** The turn that was under way when a write was armed. */
    private static final int UNDER_WAY = 1;

    @ParameterizedTest
    @CsvSource({"4, 64", "6, 2", "9, 3", "12, 5"})
    void aWriteIsPassedByNoMoreTurnsThanAllWritersFill(int writers, int writesInATurn) {
        Histogram waits = waits(writers, writesInATurn, 0);

        assertThat(waits.total()).as("so many writes were measured").isGreaterThan(10L * writers);
        assertThat(waits.max())
                .as("turns that passed a write by: %s", waits)
                .isLessThanOrEqualTo((writers + writesInATurn - 1) / writesInATurn + UNDER_WAY);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8})
    void amongWritersOfTheSameKeysEveryOtherOneGoesFirstAtMostOnce(int writers) {
        Histogram waits = waits(writers, 64, 100);

        assertThat(waits.max())
                .as("turns that passed a write by: %s", waits)
                .isLessThanOrEqualTo(writers - 1 + UNDER_WAY);
    }

    private static Histogram waits(int writers, int writesInATurn, int percentShared) {
        Random random = new Random(1);
        TurnLimits turn = new TurnLimits(Duration.ofNanos(1), 1_000, 10_000, writesInATurn, 1_000);
        try (Crew crew = new Crew()) {
            Scheduler scheduler = new Scheduler(new Random(1), Order.roundRobin(), crew.baton(), Weather.INTERLEAVED);
            World world = new World(
                    scheduler,
                    random,
                    crew.allocator(),
                    new Tables(),
                    new Codecs(),
                    new SourceLog(random, writers, RECORDS, percentShared),
                    new WriteLimits(20, 10, Duration.ofNanos(1), Duration.ofNanos(2), turn));
            for (int number = 0; number < writers; number++) {
                Actor writer = SourceActor.trusting("source-" + number, world, new Random(random.nextLong()), number);
                scheduler.add(writer, crew.assign(number, writer::run));
            }
            scheduler.runToTheEnd(MOST_STEPS);
            assertThat(scheduler.violation()).isEmpty();
            assertThat(world.log().isContainedIn(world.oracle().newest())).isTrue();
            return scheduler.counters().waits;
        }
    }
}
