package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.concurrent.Concurrency;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A graph on stores of the subclass's choice, and writers that die. */
abstract class WriteHarness {

    /** Presumes every owner dead, as a writer does that comes after a crash. */
    static final OwnerLiveness EVERYBODY_IS_GONE = (owner, since) -> true;

    static final OwnerLiveness NOBODY_IS_GONE = (owner, since) -> false;

    final TableFixtures fixtures = new TableFixtures();
    final Batches batches = new Batches(fixtures);
    GraphEnvironment environment;

    /** Stores on the same data every time, as another process would open them. */
    abstract GraphEnvironment open(TableFixtures fixtures);

    @BeforeEach
    final void initialise() {
        environment = open(fixtures).withLiveness(EVERYBODY_IS_GONE);
        Graph.init(environment, Batches.SCHEMA, "test");
    }

    @AfterEach
    final void release() {
        environment.close();
        batches.close();
        fixtures.close();
    }

    final GraphWriter writer() {
        return Graph.open(environment).writer("test");
    }

    /** An environment whose writers leave the intents of others alone, armed or not. */
    final GraphEnvironment unsociable() {
        return unsociable(environment);
    }

    static GraphEnvironment unsociable(GraphEnvironment environment) {
        WriteLimits limits = environment.limits();
        return environment
                .withLiveness(NOBODY_IS_GONE)
                .withLimits(limits.withTurn(limits.turn().withIntents(1)));
    }

    /** One whose writers soon pass over a holder of the turn that waits until the test is over. */
    static GraphEnvironment hasty(GraphEnvironment environment) {
        WriteLimits limits = environment.limits();
        TurnLimits turn = new TurnLimits(
                Duration.ofMillis(1),
                5,
                1_000,
                limits.turn().intents(),
                limits.turn().keys());
        return environment.withConcurrency(Concurrency.NONE).withLimits(limits.withTurn(turn));
    }

    final Graph graph() {
        return Graph.open(environment);
    }

    /** Sets ann and cid; whether the write died at the point. */
    final boolean crash(FaultPoint point) {
        return crash(point, manifest -> {
            long from = manifest.nextOffset(partition(0)).orElse(0L);
            return batches.people(manifest, List.of(claim(0, from, from + 2)), "ann=2", "cid=1");
        });
    }

    /** What a dying writer writes. */
    @FunctionalInterface
    interface Dying {
        WriteRequest request(GraphManifest current);
    }

    final boolean crash(FaultPoint point, Dying dying) {
        return crash(SimulatedCrash.at(point), dying);
    }

    final boolean crash(Faults faults, Dying dying) {
        try (GraphWriter writer = Graph.open(environment.withFaults(faults)).writer("dying")) {
            writer.write(dying.request(writer.current()));
            return false;
        } catch (SimulatedCrash crashed) {
            return true;
        }
    }

    /** Nothing is pending, every HEAD is its pin, the account balances, and healing again changes nothing. */
    final void assertWhole(GraphManifest manifest) {
        assertThat(graph().pendingIntents()).isEmpty();
        assertThat(manifest.tables()).allSatisfy(this::headIsPinned);
        assertThat(manifest.totals().balances()).isTrue();
        try (GraphWriter again = writer()) {
            assertThat(again.current()).as("healing twice").isEqualTo(manifest);
        }
    }

    final long head(TablePin pin) {
        try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
            return table.headVersion();
        }
    }

    private void headIsPinned(TablePin pin) {
        assertThat(head(pin)).as("HEAD of %s", pin.name()).isEqualTo(pin.version());
    }

    /** Does something the first time that the point is reached. */
    static Faults once(FaultPoint target, Runnable action) {
        boolean[] done = {false};
        return point -> {
            if (point == target && !done[0]) {
                done[0] = true;
                action.run();
            }
        };
    }

    /** Dies at the n-th time that the point is reached. */
    static Faults dieAt(FaultPoint target, int occurrence) {
        int[] left = {occurrence};
        return point -> {
            if (point == target && --left[0] == 0) {
                SimulatedCrash.at(target).reached(point);
            }
        };
    }
}
