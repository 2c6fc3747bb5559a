package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TablePin;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writers that slept for so long that cleanup took what they had staged for forgotten. */
abstract class LostFilesContract extends CleanupHarness {

    /** Makes all files of a table look as if they had been written long ago. */
    abstract void age(TablePin table) throws Exception;

    /** Removes what no version of the table names and is that old, beside what cleanup removes. */
    abstract void forget(TablePin table);

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"ARM_BEFORE_PUT", "ARM_AFTER_PUT"})
    void aWriteWhoseFilesAreGoneIsNotPublished(FaultPoint asleepAt) throws Exception {
        writeVersions(3);

        assertThatThrownBy(() -> sleep(environment, asleepAt))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("cleaned up")
                .hasMessageContaining("read again");

        assertNothingOfItIsThere();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"ARM_AFTER_PUT", "COMMIT_BEFORE_TABLE"})
    void norIsThatOfOneThatTakesNoTurns(FaultPoint asleepAt) throws Exception {
        writeVersions(3);

        assertThatThrownBy(() -> sleep(unsociable(), asleepAt))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("cleaned up");

        assertNothingOfItIsThere();
    }

    @Test
    void whatTheSleeperArmedBeforeItDiedIsDiscarded() throws Exception {
        writeVersions(3);
        Faults late = once(FaultPoint.ARM_BEFORE_PUT, this::passBy);
        Faults dying = point -> {
            late.reached(point);
            SimulatedCrash.at(FaultPoint.ARM_AFTER_PUT).reached(point);
        };
        assertThat(crash(dying, current -> batches.people(current, List.of(), "zoe=1")))
                .isTrue();

        assertNothingOfItIsThere();

        assertThat(graph().recoveries(10)).singleElement().satisfies(record -> {
            assertThat(record.decision().discards()).isTrue();
            assertThat(record.reason()).contains("cleaned up");
        });
    }

    @Test
    void filesThatAreGoneWithoutACleanupAreLoud() throws Exception {
        writeVersions(3);
        crash(FaultPoint.ARM_AFTER_PUT, current -> batches.people(current, List.of(), "zoe=1"));
        loseWithoutCleanup(person(graph().newest()));

        assertThatThrownBy(this::writer).isInstanceOf(CorruptState.class);

        assertThat(graph().pendingIntents()).hasSize(1);
    }

    abstract void loseWithoutCleanup(TablePin table) throws Exception;

    private void sleep(GraphEnvironment of, FaultPoint asleepAt) {
        try (GraphWriter sleeper =
                Graph.open(of.withFaults(once(asleepAt, this::passBy))).writer("sleeper")) {
            sleeper.write(batches.people(sleeper.current(), List.of(claim(1, 0, 1)), "zoe=1"));
        }
    }

    /** Others write, and a cleanup removes what was staged long ago. */
    private void passBy() {
        try (GraphWriter other = Graph.open(unsociable()).writer("other")) {
            writeOne(other);
            writeOne(other);
            age(person(other.current()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        assertThat(cleanUp(unsociable(), NEWEST_ONLY).published()).isPresent();
        forget(person(graph().newest()));
    }

    private void assertNothingOfItIsThere() throws Exception {
        writeVersions(1);
        try (Recovery recovery = graph().recovery("operator")) {
            recovery.run();
        }
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", String.valueOf(lastIngest())));
        assertWhole(graph().newest());
    }

    private long lastIngest() {
        return graph().history(100).stream()
                .filter(version -> version.operation().equals("ingest"))
                .findFirst()
                .orElseThrow()
                .version()
                .number();
    }
}
