package io.headgate.engine.verify;

import static io.headgate.engine.verify.Reports.assertHolds;
import static io.headgate.engine.verify.Reports.count;
import static io.headgate.engine.verify.Reports.notes;
import static io.headgate.engine.verify.Reports.onlyProblem;
import static io.headgate.recovery.error.FailureKind.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.cleanup.Cleanup;
import io.headgate.engine.cleanup.Retention;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.write.OffsetChange;
import io.headgate.engine.write.Offsets;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of graph versions, their offsets and accounts. */
abstract class HistoryVerificationContract extends VerificationHarness {

    @Test
    void graphVersionThatCannotBeReadIsFound() {
        graph.edit(SmallGraph.versionKey(3), json -> json.substring(0, json.length() / 2));

        Problem problem = onlyProblem(verify(VerifyRequest.DEEP), Check.VERSIONS, STORAGE);

        assertThat(problem.version()).contains(3L);
        assertThat(problem.object()).isEqualTo(SmallGraph.versionKey(3).path());
    }

    @Test
    void whenTheNewestCannotBeReadTheOneBeforeIsChecked() {
        graph.put(SmallGraph.versionKey(4), "nonsense");

        VerificationReport report = verify(VerifyRequest.DEEP);

        onlyProblem(report, Check.VERSIONS, STORAGE);
        assertThat(report.version()).contains(3L);
        assertThat(notes(report, Check.HEADS)).contains("node:Person was moved");
        assertThat(count(report, Check.ROWS, "rows")).isEqualTo(3 + 2);
    }

    @Test
    void gapInTheVersionsIsFound() {
        environment.objects().delete(SmallGraph.versionKey(3));
        environment.objects().delete(SmallGraph.versionKey(2));

        Problem problem = onlyProblem(verify(VerifyRequest.SHALLOW), Check.VERSIONS, STORAGE);

        assertThat(problem.message()).contains("graph versions 2 to 3 are missing");
        assertThat(problem.version()).contains(2L);
    }

    @Test
    void versionsThatWereCleanedUpAreNoGap() {
        cleanUp(environment, 2);

        VerificationReport report = verify(VerifyRequest.DEEP);

        assertHolds(report);
        assertThat(notes(report, Check.VERSIONS)).contains("from version 3 on");
    }

    @Test
    void versionsOfAnIndexedGraphThatWereCleanedUpAreNoChangeOfTables() {
        optimize();
        GraphVersion optimized = newest().version();

        cleanUp(environment, 2);

        assertThat(newest().version()).isGreaterThan(optimized);
        assertThat(newest().tables())
                .filteredOn(pin -> pin.indexed().isPresent())
                .isNotEmpty()
                .allMatch(pin -> pin.indexed().get().equals(newest().version()));
        assertHolds(verify(VerifyRequest.DEEP));
    }

    @Test
    void parentThatIsNotTheVersionBeforeIsFound() {
        graph.tamper(4, "\"parent\":3", "\"parent\":2");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.VERSIONS, STORAGE)
                        .version())
                .contains(4L);
    }

    @Test
    void strangeObjectAmongTheVersionsIsFound() {
        graph.put(new ObjectKey("__manifest/main/zz.json"), "{}");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.VERSIONS, STORAGE)
                        .object())
                .isEqualTo("__manifest/main/zz.json");
    }

    @Test
    void commitThatIsInTwoVersionsIsFound() {
        graph.tamper(4, manifest(4).commit().value(), manifest(2).commit().value());

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.VERSIONS, STORAGE)
                        .message())
                .contains("graph version 4 and in 2");
    }

    @Test
    void intentThatIsInTwoVersionsIsFound() {
        graph.tamper(
                4,
                manifest(4).intents().get(0).value(),
                manifest(2).intents().get(0).value());

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.INTENTS, STORAGE)
                        .message())
                .contains("graph version 4 and in 2");
    }

    @Test
    void offsetThatGoesBackIsFound() {
        graph.tamper(3, "\"next_offset\":6", "\"next_offset\":2");

        Problem problem = onlyProblem(verify(VerifyRequest.SHALLOW), Check.OFFSETS, STORAGE);

        assertThat(problem.version()).contains(3L);
        assertThat(problem.message()).contains("people-0", "up to offset 2", "up to offset 3");
    }

    @Test
    void partitionThatIsForgottenIsFoundAlsoBehindAGap() {
        graph.tamper(4, "\"partition\":0", "\"partition\":1");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.OFFSETS, STORAGE)
                        .message())
                .contains("does not know people-0");

        graph.put(SmallGraph.versionKey(3), "{");
        assertThat(verify(VerifyRequest.SHALLOW).of(Check.OFFSETS).orElseThrow().problems())
                .hasSize(1);
    }

    @Test
    void offsetsThatWereChangedDeliberatelyHold() {
        change(new OffsetChange.Rewind("people", 0, 2));
        change(new OffsetChange.Rebase(new SourcePartition("cluster", "people", "new-id", 0), 0));

        assertHolds(verify(VerifyRequest.DEEP));
    }

    @Test
    void offsetsThatWereChangedInAVersionThatDoesNotSaySoAreFound() {
        change(new OffsetChange.Rewind("people", 0, 2));
        graph.tamper(5, "\"operation\":\"offsets\"", "\"operation\":\"ingest\"");

        Problem problem = onlyProblem(verify(VerifyRequest.SHALLOW), Check.OFFSETS, STORAGE);

        assertThat(problem.version()).contains(5L);
        assertThat(problem.message()).contains("(ingest)", "in epoch 1", "in epoch 0");
    }

    @Test
    void offsetThatGoesBackWithinItsEpochIsFoundAlsoInAVersionThatChangesOffsets() {
        change(new OffsetChange.Rewind("people", 0, 2));
        graph.tamper(5, "\"epoch\":1", "\"epoch\":0");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.OFFSETS, STORAGE)
                        .message())
                .contains("up to offset 2");
    }

    @Test
    void accountThatDoesNotBalanceIsFound() {
        graph.tamper(3, "\"account\":{\"polled\":3", "\"account\":{\"polled\":4");

        assertThat(verify(VerifyRequest.SHALLOW)
                        .of(Check.ACCOUNTS)
                        .orElseThrow()
                        .problems())
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("account does not balance"),
                        message -> assertThat(message).contains("sum of accounts is"));
    }

    @Test
    void totalsThatAreNotTheSumOfTheAccountsAreFound() {
        graph.tamper(4, "\"totals\":{\"polled\":7,\"applied\":7", "\"totals\":{\"polled\":8,\"applied\":8");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.ACCOUNTS, STORAGE)
                        .version())
                .contains(4L);
    }

    @Test
    void deadLettersThatAreNotThereAreFound() {
        String account = "\"applied\":1,\"deduplicated\":0,\"filtered\":0,\"dead_lettered\":0";
        graph.tamper(4, account, account.replace("applied\":1", "applied\":0").replace("lettered\":0", "lettered\":1"));
        String totals = "\"applied\":7,\"deduplicated\":0,\"filtered\":0,\"dead_lettered\":0";
        graph.tamper(4, totals, totals.replace("applied\":7", "applied\":6").replace("lettered\":0", "lettered\":1"));

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.DEAD_LETTERS, STORAGE)
                        .message())
                .contains("has 0 rows", "1 records");
    }

    @Test
    void versionsThatAnInterruptedCleanupLeftNeedNotHaveTheirTables() {
        GraphEnvironment dying = environment.withFaults(point -> {
            if (point == FaultPoint.CLEANUP_AFTER_VERSION) {
                throw new IllegalStateException("died");
            }
        });
        assertThatThrownBy(() -> cleanUp(dying, 1)).hasMessage("died");
        environment
                .objects()
                .put(
                        SmallGraph.versionKey(1),
                        environment
                                .objects()
                                .get(SmallGraph.versionKey(2))
                                .orElseThrow()
                                .content());
        environment.objects().delete(SmallGraph.versionKey(2));

        VerificationReport report = verify(VerifyRequest.DEEP);

        assertHolds(report);
        assertThat(notes(report, Check.VERSIONS)).contains("from version 3 on", "1 objects below version 3");
    }

    @Test
    void aVersionThatWasNotGivenUpAndIsGoneIsFound() {
        cleanUp(environment, 2);
        environment.objects().delete(SmallGraph.versionKey(3));

        Problem problem = onlyProblem(verify(VerifyRequest.SHALLOW), Check.VERSIONS, STORAGE);

        assertThat(problem.message()).contains("graph version 3 is missing", "not given up");
        assertThat(problem.version()).contains(3L);
    }

    @Test
    void whatIsGivenUpAndTakenBackIsFound() {
        cleanUp(environment, 2);
        graph.people(WriteMode.UPSERT, "eve");
        graph.tamper(6, "\"oldest\":3", "\"oldest\":2");

        assertThat(verify(VerifyRequest.SHALLOW)
                        .of(Check.VERSIONS)
                        .orElseThrow()
                        .problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("from 2 on", "version 5 said 3"));
    }

    @Test
    void aCleanupThatChangesMoreThanThatIsFound() {
        cleanUp(environment, 2);
        graph.tamper(5, "\"next_offset\":7", "\"next_offset\":8");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.VERSIONS, STORAGE)
                        .message())
                .contains("(cleanup) changes offsets");
    }

    @Test
    void aHoldThatCannotBeReadIsFound() {
        Graph.open(environment).holds().place(GraphVersion.FIRST, Duration.ofHours(1), Optional.empty(), "reader");
        assertHolds(verify(VerifyRequest.SHALLOW));

        graph.put(GraphKeys.hold(new HoldId("broken")), "{");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.HOLDS, STORAGE)
                        .message())
                .contains("cannot be read");
    }

    private static void cleanUp(GraphEnvironment environment, int versions) {
        try (Cleanup cleanup = Graph.open(environment).cleanup("janitor")) {
            cleanup.run(Retention.DEFAULT.withVersions(versions).withAge(Duration.ZERO));
        }
    }

    private void optimize() {
        try (Maintenance maintenance = Graph.open(environment).maintenance("maintainer")) {
            newest().tables().forEach(pin -> maintenance.optimize(pin.id(), MaintenanceLimits.DEFAULT));
        }
    }

    private GraphManifest newest() {
        return Graph.open(environment).snapshot().manifest();
    }

    private GraphManifest manifest(long version) {
        return Graph.open(environment).snapshot(new GraphVersion(version)).manifest();
    }

    private void change(OffsetChange change) {
        try (Offsets offsets = Graph.open(environment).offsets("operator")) {
            offsets.run(List.of(change), "to see what is said of it");
        }
    }
}
