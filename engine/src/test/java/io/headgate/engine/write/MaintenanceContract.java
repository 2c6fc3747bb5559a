package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.TableReport;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Account;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Maintenance as everybody else sees it: not at all, and never in the way. */
abstract class MaintenanceContract extends RecoveryHarness {

    static final MaintenanceLimits LIMITS =
            MaintenanceLimits.DEFAULT.withRowsPerFragment(1_000).withFanIn(2);
    /** Nothing is ever worth being written anew. */
    static final MaintenanceLimits INDEXES_ONLY = new MaintenanceLimits(
            1_000,
            1_000,
            1,
            LIMITS.mostSegments(),
            LIMITS.vectorRows(),
            LIMITS.rowsPerCommit(),
            LIMITS.mostCommits(),
            LIMITS.attempts());
    /** Rows are put into indexes once, and that is all. */
    static final MaintenanceLimits ONE_INDEX = new MaintenanceLimits(
            1_000, 1_000, 1, LIMITS.mostSegments(), LIMITS.vectorRows(), LIMITS.rowsPerCommit(), 1, LIMITS.attempts());
    /** Fragments are written anew, and that is all. */
    static final MaintenanceLimits ONE_COMMIT = new MaintenanceLimits(
            LIMITS.rowsPerFragment(),
            LIMITS.fanIn(),
            LIMITS.deletedShare(),
            LIMITS.mostSegments(),
            LIMITS.vectorRows(),
            LIMITS.rowsPerCommit(),
            1,
            LIMITS.attempts());

    /** Commits after which rows that are in no index are put into one, whatever else there is to do. */
    private static final int ROUNDS_TO_AN_INDEX = 5;

    private final Map<String, String> people = new TreeMap<>();
    private long written;

    @Test
    void manyFragmentsBecomeOneAndNothingElseChanges() throws Exception {
        writeBatches(6);
        GraphManifest before = graph().newest();

        TableReport report = optimize();

        GraphManifest after = graph().newest();
        assertThat(report.finished()).isTrue();
        assertThat(report.fragmentsBefore()).isGreaterThan(report.fragmentsAfter());
        assertThat(status().fragments()).as("one of each size").isLessThan(3);
        assertThat(status().deletedRows()).isZero();
        assertThat(status().needsWork()).isFalse();
        assertThat(after.sources()).isEqualTo(before.sources());
        assertThat(after.totals()).isEqualTo(before.totals());
        assertThat(after.account()).isEqualTo(Account.EMPTY);
        assertThat(after.operation()).isEqualTo(GraphManifest.OPTIMIZE);
        assertThat(person().content())
                .isEqualTo(before.table(personId()).orElseThrow().content());
        assertThat(person().rows())
                .isEqualTo(before.table(personId()).orElseThrow().rows());
        assertWholeAndExact();
    }

    @Test
    void aSecondOptimizeAtOnceCommitsNothing() throws Exception {
        writeBatches(5);
        optimize();
        GraphManifest after = graph().newest();

        TableReport again = optimize();

        assertThat(again.published()).isEmpty();
        assertThat(again.finished()).isTrue();
        assertThat(graph().newest()).isEqualTo(after);
    }

    @Test
    void indexesGetOnWhereThereIsAlwaysSomethingToRewrite() throws Exception {
        int built = 0;
        int rewritten = 0;
        try (Maintenance maintenance = graph().maintenance("maintainer")) {
            for (int round = 0; round < 2 * ROUNDS_TO_AN_INDEX; round++) {
                writeBatches(4);
                TableReport report =
                        maintenance.optimize(personId(), ONE_COMMIT).orElseThrow();
                built += report.segmentsBuilt();
                rewritten += report.fragmentsBefore();
                assertThat(report.finished()).isFalse();
            }
        }
        assertThat(built).isPositive();
        assertThat(rewritten).isPositive();
    }

    @Test
    void staleCoverageAloneIsReasonEnough() throws Exception {
        writeBatches(1);

        TableReport report = optimize();

        assertThat(report.rowsRewritten()).isZero();
        assertThat(report.segmentsBuilt()).isEqualTo(1);
        assertThat(optimize().published()).isEmpty();
    }

    @Test
    void theIndexedWatermarkIsTheVersionOfWhichEveryRowIsIndexed() throws Exception {
        assertThat(person().indexed()).isEmpty();
        writeBatches(3);
        optimize();
        GraphManifest optimized = graph().newest();

        assertThat(person().indexed()).contains(optimized.version());

        writeBatches(1);
        assertThat(person().indexed()).as("new rows are not indexed").contains(optimized.version());
        assertThat(status().indexes()).singleElement().satisfies(index -> {
            assertThat(index.coveredRows()).isLessThan(person().rows());
            assertThat(index.segments()).isEqualTo(1);
        });

        optimize();
        assertThat(person().indexed()).contains(graph().newest().version());
    }

    @Test
    void aTableThatDoesNotChangeStaysIndexedWhateverChangesElsewhere() throws Exception {
        writeBatches(3);
        optimize();
        GraphVersion optimized = graph().newest().version();

        loadFollowsBesides();

        assertThat(graph().newest().version()).isGreaterThan(optimized);
        assertThat(person().indexed()).contains(graph().newest().version());
        optimize();
        assertThat(person().indexed()).contains(graph().newest().version());
        writeBatches(1);
        assertThat(person().indexed()).contains(graph().newest().parent().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"STAGE_AFTER_DATA", "ARM_BEFORE_PUT", "ARM_AFTER_PUT", "COMMIT_AFTER_TABLE", "PUBLISH_BEFORE_PUT"})
    void whatChangesElsewhereMeanwhileDoesNotHoldTheIndexedWatermarkBack(FaultPoint point) throws Exception {
        writeBatches(3);

        optimize(once(point, this::loadFollowsBesides));

        assertThat(status().needsWork()).isFalse();
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
        assertThat(person().indexed()).contains(graph().newest().version());
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"STAGE_AFTER_DATA", "ARM_BEFORE_PUT", "ARM_AFTER_PUT", "COMMIT_AFTER_TABLE", "PUBLISH_BEFORE_PUT"})
    void rowsThatAreWrittenMeanwhileAreNotIndexed(FaultPoint point) throws Exception {
        writeBatches(1);

        maintain(environment.withFaults(once(point, () -> writeBesides("dan", "1"))), ONE_INDEX);

        assertThat(graph().newest().operation()).isEqualTo(GraphManifest.OPTIMIZE);
        assertThat(status().indexes())
                .singleElement()
                .satisfies(index -> assertThat(index.coveredRows()).isLessThan(person().rows()));
        assertThat(person().indexed()).isPresent();
        assertThat(person().indexed().orElseThrow())
                .isLessThan(graph().newest().parent().orElseThrow());
    }

    @Test
    void tablesWithoutIndexesAreRewrittenToo() throws Exception {
        TablePin deadLetters = Batches.pin(graph().newest(), TableKind.SYSTEM, GraphManifest.DEAD_LETTERS);

        try (Maintenance maintenance = graph().maintenance("maintainer")) {
            assertThat(maintenance
                            .optimize(deadLetters.id(), LIMITS)
                            .orElseThrow()
                            .finished())
                    .isTrue();
            assertThat(maintenance.optimize(new TableId("nobody"), LIMITS)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"STAGE_AFTER_DATA", "ARM_BEFORE_PUT", "ARM_AFTER_PUT", "COMMIT_AFTER_TABLE", "PUBLISH_BEFORE_PUT"})
    void aReindexWhoseFragmentsAreRewrittenMeanwhilePlansAgain(FaultPoint point) throws Exception {
        writeBesides("ann", "1");
        writeBesides("bob", "1");

        TableReport report = maintain(
                environment.withFaults(once(point, () -> maintain(hasty(unsociable()), ONE_COMMIT))), INDEXES_ONLY);

        assertThat(report.overtaken()).isEqualTo(1);
        assertThat(report.segmentsBuilt()).isEqualTo(1);
        assertThat(report.finished()).isTrue();
        assertThat(status().indexes())
                .singleElement()
                .satisfies(index -> assertThat(index.coveredRows()).isEqualTo(person().rows()));
        assertWholeAndExact();
    }

    /** Writers that change every fragment between staging and commit cost no rewrite. */
    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {
                "ARM_BEFORE_PUT",
                "ARM_AFTER_PUT",
                "COMMIT_BEFORE_TABLE",
                "COMMIT_AFTER_TABLE",
                "PUBLISH_BEFORE_PUT"
            })
    void whatWritersDoMeanwhileIsKeptAndSoIsTheRewrite(FaultPoint point) throws Exception {
        writeBatches(6);

        TableReport report = optimize(once(point, () -> {
            writeBesides("p0", "again");
            writeBesides("p3", "again");
        }));

        assertThat(report.fragmentsBefore()).isGreaterThanOrEqualTo(6);
        assertThat(report.overtaken()).isZero();
        assertWholeAndExact();
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
                "PUBLISH_BEFORE_PUT",
                "PUBLISH_AFTER_PUT",
                "DISARM_BEFORE_DELETE",
                "DISARM_AFTER_DELETE"
            })
    void aMaintainerThatDiesIsRecoveredByTheNextWriter(FaultPoint point) throws Exception {
        for (int occurrence = 1; occurrence <= 6; occurrence++) {
            writeBatches(4);
            if (!crashOptimize(dieAt(point, occurrence))) {
                assertThat(occurrence).as("%s is never reached", point).isGreaterThan(1);
                break;
            }
            writeBatches(1);
            assertWholeAndExact();
        }
        optimize();
        assertWholeAndExact();
        assertThat(status().needsWork()).isFalse();
    }

    @Test
    void aDeadMaintainersWorkIsFinishedFromItsStagedFiles() throws Exception {
        writeBatches(4);
        crashOptimize(dieAt(FaultPoint.ARM_AFTER_PUT, 1));

        writer().close();

        assertThat(onlyRecord().decision()).isEqualTo(Decision.ROLL_FORWARD);
        assertThat(status().fragments()).isLessThan(3);
        assertWholeAndExact();
    }

    @Test
    void whatADeadMaintainerHadCommittedIsAdopted() throws Exception {
        writeBatches(4);
        crashOptimize(dieAt(FaultPoint.PUBLISH_BEFORE_PUT, 1));
        long head = head(person());

        writer().close();

        assertThat(onlyRecord().decision()).isEqualTo(Decision.PUBLISH);
        assertThat(person().version()).isEqualTo(head);
        assertWholeAndExact();
    }

    @Test
    void whatOthersHaveDoneMeanwhileCountsAsDone() throws Exception {
        writeBatches(4);
        crashOptimize(dieAt(FaultPoint.ARM_AFTER_PUT, 1));
        try (Maintenance other = Graph.open(unsociable()).maintenance("besides")) {
            other.optimize(personId(), LIMITS);
        }

        writer().close();

        assertThat(onlyRecord().decision()).isEqualTo(Decision.DISCARD);
        assertThat(onlyRecord().reason()).startsWith("what it was to do is done");
        assertWholeAndExact();
    }

    @Test
    void writersTakeNoMaintenanceAlong() throws Exception {
        writeBatches(4);
        crashOptimize(dieAt(FaultPoint.ARM_AFTER_PUT, 1));

        try (GraphWriter other =
                Graph.open(environment.withLiveness(NOBODY_IS_GONE)).writer("other")) {
            WriteResult result = other.write(batches.people(other.current(), List.of(claim(1, 0, 1)), "dan=1"));
            people.put("dan", "1");

            assertThat(result.manifest().intents()).hasSize(1);
            assertThat(result.manifest().operation()).isEqualTo("ingest");
        }

        assertThat(graph().pendingIntents()).hasSize(1);
        writer().close();
        assertWholeAndExact();
        assertThat(status().fragments()).isLessThanOrEqualTo(3);
    }

    @Test
    void maintenanceTakesNobodyAlong() throws Exception {
        writeBatches(4);
        crash(FaultPoint.ARM_AFTER_PUT, current -> batches.people(current, List.of(claim(2, 0, 1)), "eve=1"));

        try (Maintenance maintenance =
                Graph.open(environment.withLiveness(NOBODY_IS_GONE)).maintenance("maintainer")) {
            maintenance.optimize(personId(), LIMITS);
        }

        assertThat(graph().newest().operation()).isEqualTo(GraphManifest.OPTIMIZE);
        assertThat(graph().pendingIntents()).hasSize(1);
        writer().close();
        people.put("eve", "1");
        assertWholeAndExact();
    }

    /** What a write was checked against is still true when only the shape of the table has changed. */
    @Test
    void aWriteThatWasCheckedAgainstATableHoldsThroughItsMaintenance() throws Exception {
        writeBatches(4);
        GraphEnvironment busy =
                unsociable().withFaults(once(FaultPoint.ARM_AFTER_PUT, () -> optimizeWith(unsociable())));

        try (GraphWriter writer = Graph.open(busy).writer("checker")) {
            WriteRequest follows = loadFollows(writer.current());
            writer.write(new WriteRequest(
                    follows.operation(),
                    follows.tables(),
                    List.of(),
                    follows.polled(),
                    follows.filtered(),
                    List.of(personId()),
                    follows.schema()));
        }

        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
        assertWholeAndExact();
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
                "DISARM_BEFORE_DELETE"
            })
    void aMaintainerThatWakesUpLateDoesNoHarm(FaultPoint asleepAt) throws Exception {
        writeBatches(5);

        optimize(once(asleepAt, () -> {
            try (GraphWriter recoverer = Graph.open(environment).writer("recoverer")) {
                recoverer.write(batches.people(recoverer.current(), List.of(claim(1, 0, 1)), "p1=late"));
                people.put("p1", "late");
            }
        }));

        assertWholeAndExact();
        optimize();
        assertThat(status().needsWork()).isFalse();
        assertWholeAndExact();
    }

    @Test
    void aTableThatOtherHandsMovedIsNotMaintainedAndNothingIsLeftBehind() throws Exception {
        writeBatches(4);
        moveHead(person(), new TransactionStamp(new TransactionId("somebody-else"), Map.of()));
        GraphManifest before = graph().newest();

        assertThatThrownBy(this::optimize).isInstanceOf(RecoveryRequired.class).hasMessageContaining("Person");

        assertThat(graph().pendingIntents()).isEmpty();
        assertThat(graph().newest()).isEqualTo(before);
        try (GraphWriter writer = writer()) {
            WriteRequest follows = loadFollows(writer.current());
            writer.write(follows);
        }
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
    }

    @Test
    void maintenanceOfATableThatOtherHandsMoveAfterACrashIsDropped() throws Exception {
        writeBatches(4);
        crashOptimize(dieAt(FaultPoint.ARM_AFTER_PUT, 1));
        moveHead(person(), new TransactionStamp(new TransactionId("somebody-else"), Map.of()));

        try (GraphWriter writer = writer()) {
            writer.write(loadFollows(writer.current()));
        }

        assertThat(onlyRecord().decision()).isEqualTo(Decision.DISCARD);
        assertThat(graph().pendingIntents()).isEmpty();
        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
    }

    /** Sets five names a batch: three new ones, and two that every batch sets. */
    private void writeBatches(int batches) {
        try (GraphWriter writer = writer()) {
            for (int batch = 0; batch < batches; batch++) {
                long number = written / 5;
                String[] rows = {
                    "p0=" + number,
                    "p1=" + number,
                    "n" + number + "a=" + number,
                    "n" + number + "b=" + number,
                    "p" + (number % 5 + 2) + "=" + number
                };
                for (String row : rows) {
                    people.put(row.split("=")[0], row.split("=")[1]);
                }
                long from = writer.current().nextOffset(partition(0)).orElse(0L);
                writer.write(this.batches.people(writer.current(), List.of(claim(0, from, from + 5)), rows));
                written += 5;
            }
        }
    }

    private void loadFollowsBesides() {
        try (GraphWriter other = besides()) {
            other.write(loadFollows(other.current()));
        }
    }

    private void writeBesides(String person, String name) {
        try (GraphWriter other = besides()) {
            long from = other.current().nextOffset(partition(1)).orElse(0L);
            other.write(batches.people(other.current(), List.of(claim(1, from, from + 1)), person + "=" + name));
            people.put(person, name);
        }
    }

    private TableId personId() {
        return person().id();
    }

    private TableStatus status() {
        try (Maintenance maintenance = graph().maintenance("survey")) {
            return maintenance.survey(personId(), LIMITS).orElseThrow();
        }
    }

    private TableReport optimize() {
        return optimizeWith(environment);
    }

    private TableReport optimize(Faults faults) {
        return optimizeWith(environment.withFaults(faults));
    }

    private TableReport optimizeWith(GraphEnvironment with) {
        return maintain(with, LIMITS);
    }

    private TableReport maintain(GraphEnvironment with, MaintenanceLimits limits) {
        try (Maintenance maintenance = Graph.open(with).maintenance("maintainer")) {
            return maintenance.optimize(personId(), limits).orElseThrow();
        }
    }

    private boolean crashOptimize(Faults faults) {
        try {
            optimize(faults);
            return false;
        } catch (SimulatedCrash crashed) {
            return true;
        }
    }

    private void assertWholeAndExact() throws Exception {
        try (GraphWriter writer = writer()) {
            assertWhole(writer.current());
        }
        assertThat(Batches.people(environment)).isEqualTo(people);
    }
}
