package io.headgate.engine.verify;

import static io.headgate.engine.verify.Reports.assertHolds;
import static io.headgate.engine.verify.Reports.count;
import static io.headgate.engine.verify.Reports.notes;
import static io.headgate.engine.verify.Reports.onlyProblem;
import static io.headgate.recovery.error.FailureKind.CONFLICT;
import static io.headgate.recovery.error.FailureKind.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.error.BadConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of tables: pins, HEADs, files, ids and ends of edges. */
abstract class TableVerificationContract extends VerificationHarness {

    @Test
    void pinWithAnotherNumberOfRowsIsFound() {
        graph.tamper(4, "\"rows\":4", "\"rows\":5");

        Problem problem = onlyProblem(verify(VerifyRequest.DEEP), Check.PINS, STORAGE);

        assertThat(problem.table()).contains("node:Person");
        assertThat(problem.object()).isEqualTo(graph.pin("Person").path().value());
        assertThat(problem.version()).contains(graph.pin("Person").version());
        assertThat(problem.message()).contains("4 rows", "5 were published");
    }

    @Test
    void pinOfAnotherTransactionIsFound() {
        graph.tamper(4, graph.pin("Person").transaction().value(), "another");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.PINS, STORAGE)
                        .message())
                .contains("another");
    }

    @Test
    void olderPinsAreCheckedByADeepLook() {
        graph.tamper(2, "\"rows\":3", "\"rows\":9");

        assertHolds(verify(VerifyRequest.SHALLOW));
        assertThat(onlyProblem(verify(VerifyRequest.DEEP), Check.PINS, STORAGE).message())
                .contains("graph version 2");
    }

    @Test
    void headMovedByOtherHandsIsDrift() {
        graph.moveHead(TableFixtures.stamp(Map.of()), "eve");

        Problem problem = onlyProblem(verify(VerifyRequest.SHALLOW), Check.HEADS, CONFLICT);

        assertThat(problem.table()).contains("node:Person");
        assertThat(problem.advice()).contains("repair");
    }

    @Test
    void headMovedByOneOfOursIsExplained() {
        graph.moveHead(ours(), "eve");

        VerificationReport report = verify(VerifyRequest.SHALLOW);

        assertHolds(report);
        assertThat(report.of(Check.HEADS).orElseThrow().verdict()).isEqualTo(Verdict.NOTE);
        assertThat(count(report, Check.HEADS, "explained")).isEqualTo(1);
    }

    @Test
    void headBehindThePinIsFound() {
        long pinned = graph.pin("Person").version();
        graph.tamper(4, "\"version\":" + pinned + ",\"transaction\"", "\"version\":99,\"transaction\"");

        Problem problem = onlyProblem(verify(VerifyRequest.SHALLOW), Check.HEADS, STORAGE);

        assertThat(problem.message()).contains("version 99 is published", "there is " + pinned);
    }

    @Test
    void withoutAnIdentityAMovedHeadIsLeftOpen() {
        graph.moveHead(TableFixtures.stamp(Map.of()), "eve");
        environment.objects().delete(GraphKeys.IDENTITY);

        VerificationReport report = verify(VerifyRequest.SHALLOW);

        onlyProblem(report, Check.IDENTITY, STORAGE);
        assertThat(notes(report, Check.HEADS)).contains("cannot be told");
    }

    @Test
    void filesThatNothingNamesAreCounted() {
        TablePin pin = graph.pin("Person");
        try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
            fixtures.stage(table, List.of(SmallGraph.person("eve")));
        }

        VerificationReport report = verify(VerifyRequest.SHALLOW);

        assertHolds(report);
        assertThat(count(report, Check.FILES, "unreferenced")).isEqualTo(1);
        assertThat(count(report, Check.FILES, "unreferenced_bytes")).isPositive();
        assertThat(notes(report, Check.FILES)).contains("node:Person: 1 files");
    }

    @Test
    void filesOfVersionsThatAreNotLookedAtAreNotCalledUnreferenced() {
        VerificationReport report = verify(VerifyRequest.SHALLOW.withLimits(VerifyLimits.DEFAULT.withVersions(1)));

        assertHolds(report);
        assertThat(notes(report, Check.VERSIONS)).contains("only the newest 1");
        assertThat(report.of(Check.FILES).orElseThrow().notes())
                .allSatisfy(note -> assertThat(note).contains("at most"));
    }

    @Test
    void idThatIsThereTwiceIsFound() {
        graph.people(WriteMode.APPEND, "bob", "eve", "ann");
        graph.people(WriteMode.APPEND, "bob");

        assertHolds(verify(VerifyRequest.SHALLOW));
        Problem problem = onlyProblem(verify(VerifyRequest.DEEP), Check.KEYS, STORAGE);
        assertThat(problem.table()).contains("node:Person");
        assertThat(problem.message())
                .startsWith("3 rows")
                .contains("bob", "ann")
                .doesNotContain("eve");
    }

    @Test
    void idsOfATableThatIsAppendedToMayRepeat() {
        graph.people(WriteMode.APPEND, "bob");

        VerificationReport report = verify(new VerifyRequest(true, Set.of("node:Person"), VerifyLimits.DEFAULT));

        assertHolds(report);
        assertThat(count(report, Check.KEYS, "repeated")).isEqualTo(1);
    }

    @Test
    void tableThatIsAppendedToHasToBeThere() {
        assertThatThrownBy(() -> verify(new VerifyRequest(true, Set.of("Persn"), VerifyLimits.DEFAULT)))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("node:Person, edge:Follows");
    }

    @Test
    void tableWithMoreIdsThanMemoryIsReadSeveralTimes() {
        String[] many = new String[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = "p" + i;
        }
        graph.people(WriteMode.UPSERT, many);
        graph.people(WriteMode.APPEND, "p3", "p17", "p17");
        graph.follows("p1", "nobody");

        VerificationReport report = verify(VerifyRequest.DEEP.withLimits(VerifyLimits.DEFAULT.withKeysInMemory(5)));

        assertThat(onlyProblem(report, Check.KEYS, STORAGE).message()).startsWith("3 rows");
        assertThat(count(report, Check.ENDPOINTS, "ends")).isEqualTo(6);
        assertThat(count(report, Check.ENDPOINTS, "missing")).isEqualTo(1);
    }

    @Test
    void endsOfEdgesThatAreNotThereAreANote() {
        graph.follows("ann", "nobody");

        VerificationReport report = verify(VerifyRequest.DEEP);

        assertHolds(report);
        assertThat(count(report, Check.ENDPOINTS, "missing")).isEqualTo(1);
        assertThat(notes(report, Check.ENDPOINTS)).contains("edge:Follows.dst: 1 of 3");
    }

    private TransactionStamp ours() {
        return TableFixtures.stamp(Map.of(
                TransactionStamp.GRAPH_PROPERTY, Graph.open(environment).id().value()));
    }
}
