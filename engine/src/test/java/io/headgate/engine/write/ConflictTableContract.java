package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.ConflictTable.Outcome;
import io.headgate.engine.write.Interleaving.Manner;
import io.headgate.engine.write.Operation.Ending;
import io.headgate.engine.write.Operation.Side;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation, interrupted at every point of its commit, while every other one runs to its end: who gets what is said by
 * {@link ConflictTable}, and whatever that is, contents and offsets are exact and nothing is left behind.
 */
abstract class ConflictTableContract extends RecoveryHarness {

    private Map<String, String> people = new TreeMap<>();

    @BeforeEach
    final void onlyTheDeadAreGone() {
        environment = environment.withLiveness(DeadProcess.ONLY_THE_DEAD_ARE_GONE);
        people = Operation.prepare(this);
    }

    static Stream<Interleaving> interleavings() {
        return ConflictRehearsal.interleavings();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interleavings")
    void pairsEndAsTheTableSays(Interleaving pair) {
        try {
            run(pair);
        } catch (AssertionError | Exception e) {
            throw new AssertionError(pair.toString(), e);
        }
    }

    private void run(Interleaving pair) throws Exception {
        List<Ending> second = new ArrayList<>();
        pair.first().arrange(this, Side.FIRST);

        Ending first = pair.first()
                .run(
                        this,
                        as(pair.manner()).withFaults(nth(pair.point(), pair.occurrence(), () -> {
                            pair.second().arrange(this, Side.SECOND);
                            second.add(pair.second().run(this, as(pair.manner()), Side.SECOND));
                        })),
                        Side.FIRST);

        assertThat(second).as("comes by there").hasSize(1);
        assertThat(Outcome.of(first, second.get(0))).isEqualTo(pair.expected());
        assertEverybodyGotWhatIsTheirs(pair);
    }

    final GraphEnvironment as(Manner manner) {
        WriteLimits limits = environment.limits();
        return hasty(
                manner == Manner.ALONE
                        ? environment.withLimits(limits.withTurn(limits.turn().withIntents(1)))
                        : environment);
    }

    private static Faults nth(FaultPoint target, int occurrence, Runnable action) {
        int[] left = {occurrence};
        return point -> {
            if (point == target && --left[0] == 0) {
                action.run();
            }
        };
    }

    private void assertEverybodyGotWhatIsTheirs(Interleaving pair) throws Exception {
        environment = environment.withLiveness(EVERYBODY_IS_GONE);
        try (Recovery recovery = graph().recovery("operator")) {
            recovery.run();
        }
        GraphManifest newest = graph().newest();
        assertWhole(newest);
        assertOffset(newest, pair.first(), Side.FIRST);
        assertOffset(newest, pair.second(), Side.SECOND);
        replay(pair);
        assertThat(Batches.people(environment)).isEqualTo(people);
    }

    private static void assertOffset(GraphManifest newest, Operation operation, Side side) {
        long rows = operation.rows(side).length;
        assertThat(newest.nextOffset(Batches.partition(operation.partition(side)))
                        .orElse(0L))
                .as("offset of the %s", side)
                .isEqualTo(rows);
    }

    /** Applies to the expected content what the two wrote, in the order in which it was published. */
    private void replay(Interleaving pair) {
        List<GraphManifest> history = new ArrayList<>(graph().history(1_000));
        Collections.reverse(history);
        Set<Side> visible = EnumSet.noneOf(Side.class);
        for (GraphManifest version : history) {
            for (Side side : Side.values()) {
                Operation operation = side == Side.FIRST ? pair.first() : pair.second();
                boolean there = version.nextOffset(Batches.partition(operation.partition(side)))
                        .isPresent();
                if (there && visible.add(side)) {
                    apply(operation.rows(side));
                }
            }
        }
    }

    private void apply(String... rows) {
        for (String row : rows) {
            String[] parts = row.split("=");
            if (parts.length == 1) {
                people.remove(parts[0]);
            } else {
                people.put(parts[0], parts[1]);
            }
        }
    }
}
