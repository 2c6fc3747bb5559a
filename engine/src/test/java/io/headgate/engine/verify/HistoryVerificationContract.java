package io.headgate.engine.verify;

import static io.headgate.engine.verify.Reports.assertHolds;
import static io.headgate.engine.verify.Reports.count;
import static io.headgate.engine.verify.Reports.notes;
import static io.headgate.engine.verify.Reports.onlyProblem;
import static io.headgate.recovery.error.FailureKind.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.write.OffsetChange;
import io.headgate.engine.write.Offsets;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
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
        environment.objects().delete(SmallGraph.versionKey(1));
        environment.objects().delete(SmallGraph.versionKey(2));

        VerificationReport report = verify(VerifyRequest.DEEP);

        assertHolds(report);
        assertThat(notes(report, Check.VERSIONS)).contains("from version 3 on");
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

    private GraphManifest manifest(long version) {
        return Graph.open(environment).snapshot(new GraphVersion(version)).manifest();
    }

    private void change(OffsetChange change) {
        try (Offsets offsets = Graph.open(environment).offsets("operator")) {
            offsets.run(List.of(change), "to see what is said of it");
        }
    }
}
