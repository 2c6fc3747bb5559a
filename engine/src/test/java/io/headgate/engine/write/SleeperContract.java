package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writers that fall asleep in the middle of a phase, are taken for dead, and go on as if nothing had happened: whatever the
 * phase, they do no harm, and they learn what became of their write.
 */
abstract class SleeperContract extends WriteHarness {

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {
                "ARM_AFTER_PUT",
                "COMMIT_BEFORE_TABLE",
                "COMMIT_AFTER_TABLE",
                "PUBLISH_BEFORE_PUT",
                "PUBLISH_AFTER_PUT",
                "DISARM_BEFORE_DELETE",
                "DISARM_AFTER_DELETE"
            })
    void aSleeperWhoseWriteOthersFinishedLearnsThatItIsVisible(FaultPoint asleepAt) throws Exception {
        try (GraphWriter sleeper = asleep(asleepAt, this::recoverAndWrite)) {
            WriteResult result = sleeper.write(batches.peopleAndFollows(
                    sleeper.current(), List.of(claim(0, 0, 3)), List.of("ann=1", "bob=1"), List.of("ann>bob")));

            assertThat(result.manifest().nextOffset(partition(0))).contains(3L);
        }

        assertEverybodyIsIn(Map.of("ann", "9", "bob", "1"));
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
        assertThat(graph().newest().totals().polled()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {
                "ARM_AFTER_PUT",
                "COMMIT_BEFORE_TABLE",
                "COMMIT_AFTER_TABLE",
                "PUBLISH_BEFORE_PUT",
                "PUBLISH_AFTER_PUT",
                "DISARM_BEFORE_DELETE",
                "DISARM_AFTER_DELETE"
            })
    void aLoadThatOthersFinishedForASleeperIsInOnce(FaultPoint asleepAt) throws Exception {
        try (GraphWriter sleeper = asleep(asleepAt, this::recoverAndWrite)) {
            WriteRequest both =
                    batches.peopleAndFollows(sleeper.current(), List.of(), List.of("zoe=1"), List.of("ann>bob"));
            sleeper.write(new WriteRequest("load", both.tables().subList(1, 2), List.of(), 1, 0));
        }

        assertEverybodyIsIn(Map.of("ann", "9"));
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {
                "STAGE_BEFORE_DATA",
                "STAGE_AFTER_DATA",
                "ARM_BEFORE_PUT",
                "ARM_AFTER_PUT",
                "COMMIT_BEFORE_TABLE",
                "COMMIT_AFTER_TABLE",
                "PUBLISH_BEFORE_PUT"
            })
    void aSleeperWhoseOffsetsOthersWroteLearnsThatItsWriteIsNotVisible(FaultPoint asleepAt) throws Exception {
        try (GraphWriter sleeper = asleep(asleepAt, this::overtake)) {
            assertThatThrownBy(() ->
                            sleeper.write(batches.people(sleeper.current(), List.of(claim(0, 0, 2)), "ann=1", "bob=1")))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("people-0");
        }

        assertEverybodyIsIn(Map.of("ann", "8"));
    }

    @Test
    void aSleeperInTheMiddleOfItsTablesDoesNotMoveWhatOthersPublished() throws Exception {
        Faults secondTable = secondTime(FaultPoint.COMMIT_BEFORE_TABLE, this::recoverAndWrite);
        try (GraphWriter sleeper =
                Graph.open(environment.withFaults(secondTable)).writer("sleeper")) {
            sleeper.write(batches.peopleAndFollows(
                    sleeper.current(), List.of(claim(0, 0, 3)), List.of("ann=1", "bob=1"), List.of("ann>bob")));
        }

        assertEverybodyIsIn(Map.of("ann", "9", "bob", "1"));
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
    }

    private GraphWriter asleep(FaultPoint point, Runnable meanwhile) {
        return Graph.open(environment.withFaults(once(point, meanwhile))).writer("sleeper");
    }

    /** Takes the sleeper for dead, finishes what it armed, and goes on. */
    private void recoverAndWrite() {
        try (GraphWriter other = Graph.open(environment).writer("recoverer")) {
            other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "ann=9"));
        }
    }

    /** Owns the same partition, and writes it without a look at the sleeper's intent. */
    private void overtake() {
        try (GraphWriter other = Graph.open(unsociable()).writer("rival")) {
            other.write(batches.people(other.current(), List.of(claim(0, 0, 1)), "ann=8"));
        }
    }

    private static Faults secondTime(FaultPoint target, Runnable action) {
        boolean[] first = {true};
        Faults onSecond = once(target, action);
        return point -> {
            if (point == target && first[0]) {
                first[0] = false;
            } else {
                onSecond.reached(point);
            }
        };
    }

    private void assertEverybodyIsIn(Map<String, String> people) throws Exception {
        assertThat(Batches.people(environment)).isEqualTo(people);
        try (Recovery recovery = graph().recovery("operator")) {
            recovery.run();
        }
        GraphManifest newest = graph().newest();
        assertWhole(newest);
        assertThat(Batches.people(environment))
                .as("after what the sleeper left")
                .isEqualTo(people);
        assertNoIntentIsInTwoVersions(newest);
    }

    private void assertNoIntentIsInTwoVersions(GraphManifest newest) {
        List<Object> intents = new ArrayList<>();
        graph().history(Math.toIntExact(newest.version().number())).stream()
                .flatMap(version -> version.intents().stream())
                .forEach(intents::add);
        assertThat(intents).doesNotHaveDuplicates();
    }
}
