package io.headgate.engine.write;

import static io.headgate.engine.fault.SeamOperation.LIST;
import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.error.DriftedTable;
import io.headgate.recovery.error.FailureKind;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.fault.FaultPoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer says that finds tables moved by other hands, and what it advises. */
final class DriftTest {

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private final Batches batches = new Batches(fixtures);
    private GraphEnvironment local;
    private final FaultySeams seams = new FaultySeams(FaultPlan.NONE);
    private GraphEnvironment environment;

    @BeforeEach
    void makeGraph() {
        local = GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
        environment = seams.around(local).withLiveness((owner, since) -> false);
        Graph.init(environment, Batches.SCHEMA, "test");
        write(environment, List.of("ann=1"), List.of("ann>bob"));
    }

    @AfterEach
    void close() {
        local.close();
        batches.close();
        fixtures.close();
    }

    @Test
    void everyDriftedTableIsListedWithPinAndHead() {
        appendPerson();
        appendPerson();
        appendEdge();

        RecoveryRequired refusal = catchThrowableOfType(
                RecoveryRequired.class, () -> write(environment, List.of("bob=1"), List.of("bob>ann")));

        TablePin person = pin("Person");
        TablePin follows = pin("Follows");
        assertThat(refusal.tables())
                .extracting(DriftedTable::table, DriftedTable::path, DriftedTable::pinned, DriftedTable::head)
                .containsExactlyInAnyOrder(
                        tuple("Person", person.path().value(), 2L, 4L),
                        tuple("Follows", follows.path().value(), 2L, 3L));
        assertThat(refusal.tables()).allMatch(table -> table.reason().contains("other hands (Append"));
        assertThat(refusal)
                .hasMessageContaining(person.path().value())
                .hasMessageContaining(follows.path().value())
                .hasMessageContaining("published at version 2 and its HEAD is at 4");
        assertThat(refusal.kind()).isEqualTo(FailureKind.CONFLICT);
    }

    @Test
    void readersAreNotAffected() throws Exception {
        appendPerson();

        assertThatThrownBy(() -> write(environment, List.of("bob=1"), List.of()))
                .isInstanceOf(RecoveryRequired.class);

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "1"));
    }

    @Test
    void repairIsAdvisedWhenNoWriteIsUnfinished() {
        appendPerson();

        assertThat(refusal())
                .hasMessageContaining("No write is unfinished")
                .hasMessageEndingWith(
                        "headgate repair --graph " + directory + " shows what happened and what can be done");
    }

    @Test
    void repairIsAdvisedWhenEveryUnfinishedWriteWaitsForIt() {
        appendPerson();

        assertThatThrownBy(() -> write(environment, List.of("bob=1"), List.of()))
                .isInstanceOf(RecoveryRequired.class)
                .hasMessageContaining("The unfinished writes (1) change these very tables")
                .hasMessageContaining("headgate repair --graph " + directory);
    }

    @Test
    void waitingOrRecoveryIsAdvisedWhenAnotherWriteIsUnfinished() {
        appendPerson();
        assertThatThrownBy(() -> writeEdge(environment.withFaults(SimulatedCrash.at(FaultPoint.ARM_AFTER_PUT))))
                .isInstanceOf(SimulatedCrash.class);

        assertThatThrownBy(() -> write(environment, List.of("bob=1"), List.of()))
                .isInstanceOf(RecoveryRequired.class)
                .hasMessageContaining("Unfinished writes: 1. Wait for their writers")
                .hasMessageContaining("headgate recover --graph " + directory);
    }

    @Test
    void unreadableIntentCountsAsAnUnfinishedWrite() {
        appendPerson();
        local.objects()
                .put(GraphKeys.intent(local.ids().intent()), "{\"format_version\":1,".getBytes(StandardCharsets.UTF_8));

        assertThat(refusal()).hasMessageContaining("Unfinished writes: 1").hasMessageContaining("headgate recover");
    }

    @Test
    void nothingIsAdvisedWhenTheUnfinishedWritesCannotBeListed() {
        appendPerson();
        GraphEnvironment failing = WriteHarness.unsociable(environment.withFaults(point -> {
            if (point == FaultPoint.ARM_AFTER_PUT) {
                seams.plan(FaultPlan.always(call -> call.is(LIST, "__recovery/"), SeamFault.UNAVAILABLE));
            }
        }));

        assertThatThrownBy(() -> write(failing, List.of("bob=1"), List.of()))
                .isInstanceOf(RecoveryRequired.class)
                .hasMessageContaining("Person")
                .hasMessageContaining("could not be classified because the unfinished writes could not be listed")
                .hasMessageContaining("__recovery/")
                .message()
                .doesNotContain("headgate repair", "headgate recover");
    }

    private RecoveryRequired refusal() {
        GraphManifest newest = Graph.open(environment).newest();
        GraphIdentity identity = new GraphIdentity(
                GraphIdentity.FORMAT_VERSION,
                Graph.open(environment).id(),
                local.clock().instant(),
                "test",
                newest.schema(),
                List.of());
        WriteContext context = WriteContext.of(environment, identity, newest.branch(), "test");
        try {
            return new Drift(context).refusal(newest);
        } finally {
            context.open().close();
        }
    }

    private void write(GraphEnvironment graph, List<String> people, List<String> follows) {
        try (GraphWriter writer = Graph.open(graph).writer("test")) {
            WriteRequest both = batches.peopleAndFollows(writer.current(), List.of(), people, follows);
            long from = writer.current().nextOffset(Batches.partition(0)).orElse(0L);
            writer.write(new WriteRequest(
                    "ingest",
                    follows.isEmpty() ? both.tables().subList(0, 1) : both.tables(),
                    List.of(claim(0, from, from + 5)),
                    people.size() + follows.size(),
                    0));
        }
    }

    private void writeEdge(GraphEnvironment graph) {
        try (GraphWriter writer = Graph.open(graph).writer("test")) {
            WriteRequest both = batches.peopleAndFollows(writer.current(), List.of(), List.of(), List.of("a>b"));
            writer.write(new WriteRequest("ingest", both.tables().subList(1, 2), List.of(claim(1, 0, 1)), 1, 0));
        }
    }

    private void appendPerson() {
        append("Person", TableFixtures.row("id", "eve", "name", "foreign"));
    }

    private void appendEdge() {
        append("Follows", TableFixtures.row("id", "x>y", "src", "x", "dst", "y", "since", null));
    }

    private void append(String name, Map<String, Object> row) {
        TablePin pin = pin(name);
        try (PinnedTable pinned = local.tables().open(pin.path(), pin.version());
                PinnedTable head = local.tables().open(pin.path(), pinned.headVersion())) {
            TableFixtures.committed(
                            head.commit(head.stageAppend(fixtures.stage(head, List.of(row))), TableFixtures.stamp()))
                    .close();
        }
    }

    private TablePin pin(String name) {
        GraphManifest newest = Graph.open(environment).newest();
        return name.equals("Person")
                ? Batches.pin(newest, TableKind.NODE, name)
                : Batches.pin(newest, TableKind.EDGE, name);
    }
}
