package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.claim;
import static io.headgate.engine.write.Batches.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.lance.ForeignHands;
import io.headgate.engine.write.RepairReport.TableRepair;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.RepairAction;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.fault.Faults;
import io.headgate.recovery.intent.SourceClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tables that other hands moved, on real Lance. */
final class RepairTest {

    private static final Map<String, String> PUBLISHED = Map.of("ann", "2", "bob", "1");

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private final Batches batches = new Batches(fixtures);
    private GraphEnvironment environment;

    @BeforeEach
    void makeGraph() {
        environment = GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator())
                .withLiveness(WritePathContract.EVERYBODY_IS_GONE);
        Graph.init(environment, Batches.SCHEMA, "test");
        write(List.of("ann=1", "bob=1", "cid=1"), List.of("ann>bob"));
        write(List.of("ann=2", "cid"), List.of("bob>ann"));
    }

    @AfterEach
    void close() {
        environment.close();
        batches.close();
        fixtures.close();
    }

    @Test
    void graphThatNobodyMovedNeedsNoRepair() {
        GraphManifest before = newest();

        RepairReport report = repair(false);

        assertThat(report.tables()).isEmpty();
        assertThat(report.repairedIn()).isEmpty();
        assertThat(newest()).isEqualTo(before);
    }

    @Test
    void foreignRowsAreRestoredOverAndStayInTheHistory() throws Exception {
        GraphManifest before = newest();
        appendPerson("eve");

        RepairReport report = repair(false);

        TableRepair person = report.tables().get(0);
        assertThat(person.finding().name()).isEqualTo("Person");
        assertThat(person.unforced().action()).isEqualTo(RepairAction.RESTORE);
        assertThat(person.unforced().reason()).contains("has 3 rows", "has 2");
        assertThat(person.movements()).hasSize(1);
        GraphManifest repaired = newest();
        assertThat(report.repairedIn()).contains(repaired.version());
        assertThat(repaired.version()).isEqualTo(before.version().next());
        assertThat(repaired.operation()).isEqualTo("repair");
        assertThat(repaired.actor()).isEqualTo("repairer");
        assertThat(repaired.sources()).isEqualTo(before.sources());
        assertThat(repaired.totals()).isEqualTo(before.totals());
        assertThat(Batches.people(environment)).isEqualTo(PUBLISHED);
        assertWhole();
        assertThat(rowsAt(pin("Person"), pin("Person").version() - 1)).isEqualTo(3);
        assertWritable();
    }

    @Test
    void foreignCompactionIsProvenToChangeNothingAndAdopted() throws Exception {
        hands("Person").index();
        hands("Person").compact();

        RepairReport report = repair(false);

        TableRepair person = report.tables().get(0);
        assertThat(person.unforced().action()).isEqualTo(RepairAction.ADOPT);
        assertThat(person.unforced().reason()).contains("hold the same 2 rows");
        assertThat(person.movements().stream()
                        .map(movement -> movement.made().orElseThrow().operation()))
                .containsExactly("CreateIndex", "ReserveFragments", "Rewrite");
        assertThat(pin("Person").version()).isEqualTo(person.finding().head());
        assertThat(Batches.people(environment)).isEqualTo(PUBLISHED);
        assertWhole();
        assertWritable();
    }

    @Test
    void changeThatKeepsTheNumberOfRowsIsSeen() throws Exception {
        hands("Person").delete("id = 'bob'");
        appendPerson("eve");

        assertThat(repair(false).tables().get(0).unforced())
                .matches(choice -> choice.action() == RepairAction.RESTORE)
                .matches(choice -> choice.reason().contains("hold different rows"));
        assertThat(Batches.people(environment)).isEqualTo(PUBLISHED);
    }

    @Test
    void forcePublishesForeignRowsAsTheyAreAndTellsOfRepeatedIds() throws Exception {
        appendPerson("eve");
        appendPerson("ann");

        RepairReport report = repair(true);

        TableRepair person = report.tables().get(0);
        assertThat(person.forced().action()).isEqualTo(RepairAction.ADOPT_AS_IS);
        assertThat(person.repeated().orElseThrow().rows()).isEqualTo(1);
        assertThat(person.repeated().orElseThrow().examples()).containsExactly("ann");
        assertThat(pin("Person").rows()).isEqualTo(4);
        assertWhole();
        write(List.of("ann=3"), List.of());
        assertThat(Batches.people(environment)).containsEntry("ann", "3").containsKey("eve");
    }

    @Test
    void forceDoesNotPublishColumnsThatTheSchemaDoesNotHave() throws Exception {
        hands("Person").dropColumn("name");

        RepairReport report = repair(true);

        assertThat(report.tables().get(0).forced().action()).isEqualTo(RepairAction.RESTORE);
        assertThat(report.tables().get(0).forced().reason()).contains("columns");
        assertThat(Batches.people(environment)).isEqualTo(PUBLISHED);
        assertWhole();
    }

    @Test
    void allTablesAreRepairedInOneGraphVersion() throws Exception {
        GraphManifest before = newest();
        appendPerson("eve");
        hands("Follows").compact();

        RepairReport report = repair(false);

        assertThat(report.tables())
                .extracting(table -> table.unforced().action())
                .containsExactlyInAnyOrder(RepairAction.RESTORE, RepairAction.ADOPT);
        assertThat(newest().version()).isEqualTo(before.version().next());
        assertWhole();
        assertWritable();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runningItAgainChangesNothing(boolean force) {
        appendPerson("eve");
        repair(force);
        GraphManifest repaired = newest();

        RepairReport again = repair(force);

        assertThat(again.tables()).isEmpty();
        assertThat(newest()).isEqualTo(repaired);
        assertWhole();
    }

    @Test
    void previewShowsBothWaysAndChangesNothing() {
        appendPerson("ann");
        GraphManifest before = newest();
        long head = headOf(pin("Person"));

        RepairReport preview;
        try (Repair repair = Graph.open(environment).repair("looker")) {
            preview = repair.preview();
        }

        TableRepair person = preview.tables().get(0);
        assertThat(person.unforced().action()).isEqualTo(RepairAction.RESTORE);
        assertThat(person.forced().action()).isEqualTo(RepairAction.ADOPT_AS_IS);
        assertThat(person.repeated().orElseThrow().rows()).isEqualTo(1);
        assertThat(newest()).isEqualTo(before);
        assertThat(headOf(pin("Person"))).isEqualTo(head);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {"COMMIT_BEFORE_RESTORE", "COMMIT_AFTER_RESTORE", "PUBLISH_BEFORE_PUT", "PUBLISH_AFTER_PUT"})
    void interruptedRepairIsFinishedByTheNextWithOneRestore(FaultPoint point) throws Exception {
        appendPerson("eve");
        long foreign = headOf(pin("Person"));
        for (int crash = 0; crash < 2; crash++) {
            crashRepair(point);
        }

        repair(false);

        assertThat(pin("Person").version()).isEqualTo(foreign + 1);
        assertThat(Batches.people(environment)).isEqualTo(PUBLISHED);
        assertWhole();
    }

    @Test
    void repairThatLosesARaceRepairsWhatTheWinnerPublished() throws Exception {
        appendPerson("eve");
        long foreign = headOf(pin("Person"));
        Faults racing = once(FaultPoint.PUBLISH_BEFORE_PUT, () -> writeEdge("ann>cid"));

        RepairReport report = repair(environment.withFaults(racing), false);

        assertThat(report.tables().get(0).unforced().action()).isEqualTo(RepairAction.RESTORE);
        assertThat(newest().operation()).isEqualTo("repair");
        assertThat(Batches.pin(newest(), TableKind.EDGE, "Follows").rows()).isEqualTo(3);
        assertThat(pin("Person").version()).as("restored once").isEqualTo(foreign + 1);
        assertThat(Batches.people(environment)).isEqualTo(PUBLISHED);
        assertWhole();
    }

    @Test
    void whatOthersMakeBetweenTheLookAndTheRestoreIsLookedAtToo() throws Exception {
        appendPerson("eve");
        Faults racing = once(FaultPoint.COMMIT_BEFORE_RESTORE, () -> appendPerson("mallory"));

        repair(environment.withFaults(racing), false);

        assertThat(Batches.people(environment)).isEqualTo(PUBLISHED);
        assertWhole();
    }

    @Test
    void writeThatIsUnderWayDuringTheRepairIsRefusedAndSettledByTheNext() throws Exception {
        Faults meanwhile = once(FaultPoint.COMMIT_BEFORE_TABLE, () -> {
            appendPerson("eve");
            repair(environment.withLiveness((owner, since) -> false), false);
        });

        try (GraphWriter writer = Graph.open(environment.withFaults(meanwhile)).writer("sleeper")) {
            WriteRequest dan = batches.people(writer.current(), List.of(next(1)), "dan=1");
            assertThatThrownBy(() -> writer.write(dan)).isInstanceOf(RecoveryRequired.class);
            assertThat(Batches.people(environment)).isEqualTo(PUBLISHED);

            writer.refresh();
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "bob", "1", "dan", "1"));
        assertThat(Graph.open(environment).pendingIntents()).isEmpty();
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writeThatWaitsForTheRepairIsSettledByItOnce(boolean force) throws Exception {
        crashWrite(FaultPoint.ARM_AFTER_PUT);
        appendPerson("eve");
        assertThatThrownBy(() -> Graph.open(environment).writer("next"))
                .isInstanceOf(RecoveryRequired.class)
                .hasMessageContaining("repair --graph");

        RepairReport report = repair(force);

        assertThat(report.recovered().intents())
                .singleElement()
                .matches(found -> found.ruling().decision() == Decision.REFUSE)
                .matches(found -> found.refusal().orElseThrow() instanceof RecoveryRequired);
        assertThat(report.settled().orElseThrow().intents())
                .singleElement()
                .matches(found -> found.ruling().decision() == Decision.ROLL_FORWARD && found.settled());
        assertThat(Batches.people(environment))
                .isEqualTo(
                        force
                                ? Map.of("ann", "2", "bob", "1", "dan", "1", "eve", "foreign")
                                : Map.of("ann", "2", "bob", "1", "dan", "1"));
        assertThat(Batches.pin(newest(), TableKind.EDGE, "Follows").rows()).isEqualTo(3);
        assertThat(Graph.open(environment).recoveries(10)).hasSize(1);
        assertThat(Graph.open(environment).pendingIntents()).isEmpty();
        assertWhole();
    }

    @Test
    void unpublishedWriteUnderForeignRowsIsNotPublishedByForceBesideItsIntent() throws Exception {
        crashWrite(FaultPoint.PUBLISH_BEFORE_PUT);
        appendPerson("eve");
        append("Follows", TableFixtures.row("id", "x>y", "src", "x", "dst", "y", "since", null));

        RepairReport report = repair(true);

        assertThat(report.tables()).hasSize(2).allMatch(table -> table.forced().action() == RepairAction.RESTORE);
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "bob", "1", "dan", "1"));
        assertThat(Batches.pin(newest(), TableKind.EDGE, "Follows").rows()).isEqualTo(3);
        assertWhole();
    }

    @Test
    void tableWhoseVersionIsMissingIsLeftAndTheOthersAreRepaired() throws Exception {
        appendPerson("eve");
        removeNewestVersion(Batches.pin(newest(), TableKind.EDGE, "Follows"));

        RepairReport report = repair(true);

        assertThat(report.tables()).hasSize(2).anySatisfy(table -> {
            assertThat(table.finding().shape()).isIn(TableShape.GONE, TableShape.BEHIND);
            assertThat(table.forced().action()).isEqualTo(RepairAction.NONE);
            assertThat(table.forced().reason()).contains("from a copy");
        });
        assertThat(Batches.people(environment)).containsKey("eve");
        assertThat(repair(true).repairedIn()).isEmpty();
    }

    private RepairReport repair(boolean force) {
        return repair(environment, force);
    }

    private static RepairReport repair(GraphEnvironment graph, boolean force) {
        try (Repair repair = Graph.open(graph).repair("repairer")) {
            return repair.run(force);
        }
    }

    private void crashRepair(FaultPoint point) {
        try {
            repair(environment.withFaults(SimulatedCrash.at(point)), false);
        } catch (SimulatedCrash crashed) {
            assertThat(crashed).hasMessageContaining(point.name());
        }
    }

    private void crashWrite(FaultPoint point) {
        assertThatThrownBy(() ->
                        write(environment.withFaults(SimulatedCrash.at(point)), List.of("dan=1"), List.of("dan>ann")))
                .isInstanceOf(SimulatedCrash.class);
    }

    private void write(List<String> people, List<String> follows) {
        write(environment, people, follows);
    }

    private void write(GraphEnvironment graph, List<String> people, List<String> follows) {
        try (GraphWriter writer = Graph.open(graph).writer("test")) {
            writer.write(batches.peopleAndFollows(
                    writer.current(), List.of(next(people.size() + follows.size())), people, follows));
        }
    }

    private void writeEdge(String edge) {
        try (GraphWriter writer =
                Graph.open(environment.withFaults(Faults.NONE)).writer("winner")) {
            WriteRequest both = batches.peopleAndFollows(writer.current(), List.of(next(1)), List.of(), List.of(edge));
            writer.write(new WriteRequest("ingest", List.of(both.tables().get(1)), both.claims(), 1, 0));
        }
    }

    private SourceClaim next(int records) {
        long from = newest().nextOffset(partition(0)).orElse(0L);
        return claim(0, from, from + records);
    }

    private void assertWritable() throws Exception {
        write(List.of("zoe=1", "bob"), List.of("zoe>ann"));
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "2", "zoe", "1"));
        assertWhole();
    }

    private void assertWhole() {
        assertThat(newest().tables()).allSatisfy(pin -> {
            assertThat(headOf(pin)).as("HEAD of %s", pin.name()).isEqualTo(pin.version());
            assertThat(rowsAt(pin, pin.version())).isEqualTo(pin.rows());
        });
    }

    private GraphManifest newest() {
        return Graph.open(environment).newest();
    }

    private long headOf(TablePin pin) {
        try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
            return table.headVersion();
        }
    }

    private long rowsAt(TablePin pin, long version) {
        try (PinnedTable table = environment.tables().open(pin.path(), version)) {
            return table.rowCount();
        }
    }

    private void appendPerson(String id) {
        append("Person", TableFixtures.row("id", id, "name", "foreign"));
    }

    /** An append by somebody who does not know of the graph, at the table's HEAD. */
    private void append(String name, Map<String, Object> row) {
        TablePin pin = pin(name);
        try (PinnedTable table = environment.tables().open(pin.path(), headOf(pin));
                PinnedTable after = TableFixtures.committed(table.commit(
                        table.stageAppend(fixtures.stage(table, List.of(row))), TableFixtures.stamp(Map.of())))) {
            assertThat(after.version()).isEqualTo(table.version() + 1);
        }
    }

    private ForeignHands hands(String name) {
        return new ForeignHands(
                fixtures.allocator(), directory.resolve(pin(name).path().value()));
    }

    private TablePin pin(String name) {
        return newest().tables().stream()
                .filter(pin -> pin.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of version files count down, so the newest comes first. */
    private void removeNewestVersion(TablePin pin) throws IOException {
        try (Stream<Path> versions =
                Files.list(directory.resolve(pin.path().value()).resolve("_versions"))) {
            Files.delete(versions.filter(file -> file.toString().endsWith(".manifest"))
                    .sorted()
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static Faults once(FaultPoint target, Runnable action) {
        boolean[] done = {false};
        return point -> {
            if (point == target && !done[0]) {
                done[0] = true;
                action.run();
            }
        };
    }
}
