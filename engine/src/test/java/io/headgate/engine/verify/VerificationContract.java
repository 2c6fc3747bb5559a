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
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.engine.write.OffsetChange;
import io.headgate.engine.write.Offsets;
import io.headgate.engine.write.Recovery;
import io.headgate.engine.write.WriteMode;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.NotAGraph;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thing is damaged at a time, and exactly that is found. */
abstract class VerificationContract {

    private final TableFixtures fixtures = new TableFixtures();
    private GraphEnvironment environment;
    private SmallGraph graph;

    /** Stores on the same data every time. */
    abstract GraphEnvironment open(TableFixtures fixtures);

    abstract TableInspection inspection(TableFixtures fixtures);

    @BeforeEach
    final void make() {
        environment = open(fixtures);
        graph = SmallGraph.make(environment, fixtures);
    }

    @AfterEach
    final void release() {
        environment.close();
        fixtures.close();
    }

    @Test
    void wholeGraphHolds() {
        VerificationReport shallow = verify(VerifyRequest.SHALLOW);
        VerificationReport deep = verify(VerifyRequest.DEEP);

        assertHolds(shallow);
        assertHolds(deep);
        assertThat(shallow.version()).contains(4L);
        assertThat(shallow.checks())
                .allSatisfy(check -> assertThat(check.verdict()).as("%s", check).isEqualTo(Verdict.OK));
        assertThat(shallow.checks())
                .extracting(CheckResult::check)
                .doesNotContain(Check.ROWS, Check.KEYS, Check.ENDPOINTS)
                .hasSize(Check.values().length - 3);
        assertThat(deep.checks()).extracting(CheckResult::check).containsExactly(Check.values());
        assertThat(count(shallow, Check.VERSIONS, "versions")).isEqualTo(4);
        assertThat(count(shallow, Check.INTENTS, "published")).isEqualTo(3);
        assertThat(count(shallow, Check.PINS, "opened")).isEqualTo(3);
        assertThat(count(deep, Check.PINS, "opened")).isEqualTo(4 + 2 + 1);
        assertThat(count(deep, Check.ROWS, "rows")).isEqualTo(4 + 2);
        assertThat(count(deep, Check.KEYS, "ids")).isEqualTo(4 + 2);
        assertThat(count(deep, Check.ENDPOINTS, "ends")).isEqualTo(4);
        assertThat(count(deep, Check.ENDPOINTS, "missing")).isZero();
        assertThat(count(deep, Check.FILES, "unreferenced")).isZero();
    }

    @Test
    void placeWithoutAGraphIsRefused() {
        environment.objects().delete(GraphKeys.IDENTITY);
        for (long version = 1; version <= 4; version++) {
            environment.objects().delete(SmallGraph.versionKey(version));
        }

        assertThatThrownBy(() -> verify(VerifyRequest.SHALLOW)).isInstanceOf(NotAGraph.class);
    }

    @Test
    void identityThatIsGoneOrCannotBeReadIsFound() {
        graph.put(GraphKeys.IDENTITY, "{");
        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.IDENTITY, STORAGE)
                        .object())
                .isEqualTo("__graph.json");

        environment.objects().delete(GraphKeys.IDENTITY);
        onlyProblem(verify(VerifyRequest.SHALLOW), Check.IDENTITY, STORAGE);
    }

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

    @Test
    void schemaSourceThatIsGoneOrChangedIsFound() {
        ObjectKey source = GraphKeys.schema(graph.newest().schema());
        graph.edit(source, text -> text + "\n");
        assertThat(onlyProblem(verify(VerifyRequest.DEEP), Check.SCHEMA, STORAGE)
                        .message())
                .contains("SHA-256");

        graph.put(source, "node {");
        onlyProblem(verify(VerifyRequest.DEEP), Check.SCHEMA, STORAGE);

        environment.objects().delete(source);
        assertThat(onlyProblem(verify(VerifyRequest.DEEP), Check.SCHEMA, STORAGE)
                        .object())
                .isEqualTo(source.path());
    }

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
    void intentThatCannotBeReadIsFound() {
        graph.put(new ObjectKey("__recovery/01J.json"), "{\"format_version\":1}");

        Problem problem = onlyProblem(verify(VerifyRequest.SHALLOW), Check.INTENTS, STORAGE);

        assertThat(problem.object()).isEqualTo("__recovery/01J.json");
    }

    @Test
    void intentOfAnotherGraphIsFound() {
        crashOnceArmed();
        String id = Graph.open(environment).id().value();
        graph.edit(pendingIntent(), json -> json.replace(id, "other"));

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.INTENTS, STORAGE)
                        .message())
                .contains("another graph, other");
    }

    @Test
    void pendingIntentsAreCountedAndTheirFilesAreTheirs() {
        crashOnceArmed();

        VerificationReport report = verify(VerifyRequest.DEEP);

        assertHolds(report);
        assertThat(count(report, Check.INTENTS, "pending")).isEqualTo(1);
        assertThat(report.of(Check.INTENTS).orElseThrow().verdict()).isEqualTo(Verdict.NOTE);
        assertThat(count(report, Check.FILES, "unreferenced")).isZero();
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
    void recordsOfRecoveriesAreCounted() {
        recoverACrash();

        assertThat(count(verify(VerifyRequest.SHALLOW), Check.AUDIT, "records")).isEqualTo(1);
    }

    @Test
    void recordThatCannotBeReadIsFound() {
        graph.put(new ObjectKey("__audit/a.json"), "{}");

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.AUDIT, STORAGE)
                        .object())
                .isEqualTo("__audit/a.json");
    }

    @Test
    void recordThatSaysWhatIsNotSoIsFound() {
        graph.edit(recoverACrash(), json -> json.replaceAll("\"published_in\":\\d+", "\"published_in\":2"));

        assertThat(onlyProblem(verify(VerifyRequest.SHALLOW), Check.AUDIT, STORAGE)
                        .message())
                .contains("graph version 2 contains intent");
    }

    /** Returns the key of the record. */
    private ObjectKey recoverACrash() {
        crashOnceArmed();
        try (Recovery recovery =
                Graph.open(environment.withLiveness((owner, since) -> true)).recovery("operator")) {
            recovery.run();
        }
        return environment.objects().list(GraphKeys.AUDIT_PREFIX, 1).get(0);
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

    @Test
    void manyProblemsOfACheckAreCountedRatherThanNamed() {
        for (int i = 0; i < 105; i++) {
            graph.put(new ObjectKey("__recovery/broken-" + i + ".json"), "{");
        }

        CheckResult intents = verify(VerifyRequest.SHALLOW).of(Check.INTENTS).orElseThrow();

        assertThat(intents.problems()).hasSize(100);
        assertThat(intents.moreProblems()).isEqualTo(5);
    }

    @Test
    void graphHoldsAlsoWhileItIsWrittenTo() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (GraphEnvironment second = open(fixtures)) {
            SmallGraph written = new SmallGraph(second, fixtures);
            Future<?> writer = pool.submit(() -> {
                for (int i = 0; !done.get(); i++) {
                    written.people(WriteMode.UPSERT, "ann", "p" + i);
                }
            });
            try {
                for (int i = 0; i < 10; i++) {
                    assertHolds(verify(i % 2 == 0 ? VerifyRequest.DEEP : VerifyRequest.SHALLOW));
                }
            } finally {
                done.set(true);
                writer.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    final SmallGraph graph() {
        return graph;
    }

    final VerificationReport verify(VerifyRequest request) {
        return Verification.ofStores(environment.objects(), environment.tables(), inspection(fixtures), request);
    }

    private TransactionStamp ours() {
        return TableFixtures.stamp(Map.of(
                TransactionStamp.GRAPH_PROPERTY, Graph.open(environment).id().value()));
    }

    private void crashOnceArmed() {
        GraphEnvironment dying = environment.withFaults(point -> {
            if (point == FaultPoint.ARM_AFTER_PUT) {
                throw new IllegalStateException("crashed");
            }
        });
        assertThatThrownBy(() -> new SmallGraph(dying, fixtures).people(WriteMode.UPSERT, "eve"))
                .hasMessage("crashed");
    }

    private ObjectKey pendingIntent() {
        return environment.objects().list(GraphKeys.INTENT_PREFIX, 1).get(0);
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
