package io.headgate.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.write.TurnLimits;
import io.headgate.engine.write.WriteLimits;
import io.headgate.recovery.id.GraphVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static final int ONE_OF_MAINTENANCE = 1;
    private static final int WRITERS = 2;
    /** Writers of so few keys replace all rows of a fragment in a turn or two, so that there is often nothing to maintain. */
    private static final int FEW = 4;
    /** Maintenance has no turn kept for it; staging takes longer than some turns, and much of what it staged is overtaken. */
    private static final int MOST_WITHOUT = 40;
    /** More than there is time for while records are written. */
    private static final int ROUNDS = 1_000;

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

    @ParameterizedTest
    @CsvSource({"4, 0", "4, 100", "40, 0", "40, 100"})
    void maintenanceCostsAWriteOneTurnAtMostAndGetsOnBesideWritersOfEveryFragment(int keys, int percentShared) {
        SourceLog log = new SourceLog(new Random(1), WRITERS, 5 * RECORDS, percentShared, keys);

        Played played = play(log, 64, ROUNDS);

        Histogram waits = played.counters().waits;
        assertThat(waits.max())
                .as("turns that passed a write by: %s", waits)
                .isLessThanOrEqualTo(WRITERS - 1 + UNDER_WAY + ONE_OF_MAINTENANCE);
        assertThat(played.operations()).as("so many turns were measured").hasSizeGreaterThan(MOST_WITHOUT * 4);
        Histogram passed = played.counters().maintenanceWaits;
        assertThat(passed.total())
                .as("so many commits of maintenance were measured")
                .isGreaterThan(MOST_WITHOUT);
        assertThat(passed.max())
                .as("turns that passed one of maintenance by that was armed: %s", passed)
                .isLessThanOrEqualTo(MOST_WITHOUT);
        if (keys > FEW) {
            assertThat(longestWithout(played.operations()))
                    .as("turns in a row without one of maintenance")
                    .isLessThanOrEqualTo(MOST_WITHOUT);
        }
    }

    private static int longestWithout(List<String> operations) {
        int longest = 0;
        int since = 0;
        for (String operation : operations) {
            since = operation.equals(GraphManifest.OPTIMIZE) ? 0 : since + 1;
            longest = Math.max(longest, since);
        }
        return longest;
    }

    private static Histogram waits(int writers, int writesInATurn, int percentShared) {
        SourceLog log = new SourceLog(new Random(1), writers, RECORDS, percentShared);
        return play(log, writesInATurn, 0).counters().waits;
    }

    /** Until the graph has the whole log. */
    private static Played play(SourceLog log, int writesInATurn, int rounds) {
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
                    log,
                    new WriteLimits(20, 10, Duration.ofNanos(1), Duration.ofNanos(2), 100, turn));
            for (int number = 0; number < log.partitions(); number++) {
                Actor writer = SourceActor.trusting("source-" + number, world, new Random(random.nextLong()), number);
                scheduler.add(writer, crew.assign(number, writer::run));
            }
            if (rounds > 0) {
                Actor maintainer =
                        MaintenanceActor.trusting("maintainer", world, new Random(random.nextLong()), rounds);
                scheduler.add(maintainer, crew.assign(log.partitions(), maintainer::run));
            }
            scheduler.runToTheEnd(MOST_STEPS);
            assertThat(scheduler.violation()).isEmpty();
            assertThat(world.log().isContainedIn(world.oracle().newest())).isTrue();
            return new Played(scheduler.counters(), operations(world));
        }
    }

    /**
     * A schedule that has come to its end.
     *
     * @param operations of every graph version, the oldest first, as far as records were written
     */
    private record Played(Counters counters, List<String> operations) {}

    private static List<String> operations(World world) {
        GraphVersions versions = new GraphVersions(world.rawObjects(), GraphManifest.MAIN_BRANCH);
        List<String> operations = new ArrayList<>();
        for (long number = 2; number <= world.oracle().newest().version().number(); number++) {
            operations.add(versions.read(new GraphVersion(number)).orElseThrow().operation());
        }
        return operations.subList(0, operations.lastIndexOf("ingest") + 1);
    }
}
