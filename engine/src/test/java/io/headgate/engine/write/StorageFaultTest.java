package io.headgate.engine.write;

import static io.headgate.engine.fault.SeamOperation.COMMIT;
import static io.headgate.engine.fault.SeamOperation.DELETE;
import static io.headgate.engine.fault.SeamOperation.LIST;
import static io.headgate.engine.fault.SeamOperation.PUT;
import static io.headgate.engine.fault.SeamOperation.PUT_IF_ABSENT;
import static io.headgate.engine.write.Batches.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.table.TableFixtures;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.GraphVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a write does when the object store errs, or does its work and loses the answer. */
final class StorageFaultTest {

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private final Batches batches = new Batches(fixtures);
    private GraphEnvironment local;
    private GraphEnvironment environment;
    private final FaultySeams seams = new FaultySeams(FaultPlan.NONE);
    private GraphWriter writer;

    @BeforeEach
    void open() {
        local = GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
        environment = seams.around(local);
        Graph.init(environment, Batches.SCHEMA, "test");
        writer = Graph.open(environment).writer("test");
        write(0);
    }

    @AfterEach
    void close() {
        writer.close();
        batches.close();
        local.close();
        fixtures.close();
    }

    @Test
    void aPublishWhoseAnswerIsLostIsRecognisedAsOurOwn() throws Exception {
        seams.plan(FaultPlan.once(PUT_IF_ABSENT, "__manifest/", SeamFault.LOST_ANSWER));

        WriteResult result = write(1);

        assertThat(result.manifest().version()).isEqualTo(new GraphVersion(3));
        assertThat(result.attempts()).isEqualTo(1);
        assertWholeAfter(1);
    }

    @Test
    void aPublishThatIsRefusedIsTriedAgain() throws Exception {
        seams.plan(FaultPlan.once(PUT_IF_ABSENT, "__manifest/", SeamFault.UNAVAILABLE));

        assertThat(write(1).manifest().version()).isEqualTo(new GraphVersion(3));
        assertWholeAfter(1);
    }

    @Test
    void anArmThatIsRefusedHasNoEffectAtAll() throws Exception {
        seams.plan(FaultPlan.once(PUT, "__recovery/", SeamFault.UNAVAILABLE));

        assertThatThrownBy(() -> write(1)).isInstanceOf(StorageUnavailable.class);

        assertThat(Graph.open(environment).newest().version()).isEqualTo(new GraphVersion(2));
        write(1);
        assertWholeAfter(1);
    }

    @Test
    void anArmWhoseAnswerIsLostIsRecognised() throws Exception {
        seams.plan(FaultPlan.once(PUT, "__recovery/", SeamFault.LOST_ANSWER));

        assertThat(write(1).manifest().version()).isEqualTo(new GraphVersion(3));
        assertWholeAfter(1);
    }

    @Test
    void aDisarmThatFailsIsNotTheCallersProblem() throws Exception {
        seams.plan(FaultPlan.once(DELETE, "__recovery/", SeamFault.UNAVAILABLE));

        assertThat(write(1).manifest().version()).isEqualTo(new GraphVersion(3));
        assertThat(Graph.open(environment).pendingIntents()).hasSize(1);

        write(2);
        assertWholeAfter(2);
    }

    @Test
    void aListingThatFailsIsLoud() {
        seams.plan(FaultPlan.once(LIST, "__recovery/", SeamFault.UNAVAILABLE));

        assertThatThrownBy(() -> write(1))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("__recovery/");
    }

    @Test
    void anUnreadableIntentStopsWritingIsKeptAndLeavesReadingAlone() throws Exception {
        ObjectKey damaged = GraphKeys.intent(local.ids().intent());
        local.objects().put(damaged, "{\"format_version\":1,".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> write(1)).isInstanceOf(CorruptState.class).hasMessageContaining(damaged.path());

        assertThat(local.objects().get(damaged)).isPresent();
        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "0", "p0", "1"));
    }

    @Test
    void aRecordThatCannotBePutIsTriedAgainUntilThereIsExactlyOne() throws Exception {
        seams.plan(FaultPlan.once(DELETE, "__recovery/", SeamFault.UNAVAILABLE));
        write(1);
        seams.plan(FaultPlan.always(call -> call.is(PUT_IF_ABSENT, "__audit/"), SeamFault.UNAVAILABLE));
        write(2);
        assertThat(Graph.open(environment).recoveries(10)).isEmpty();
        assertThat(Graph.open(environment).pendingIntents())
                .as("kept until the record is there")
                .hasSize(1);

        seams.plan(FaultPlan.once(PUT_IF_ABSENT, "__audit/", SeamFault.LOST_ANSWER));
        write(3);

        assertThat(Graph.open(environment).recoveries(10)).hasSize(1);
        assertWholeAfter(3);
    }

    @Test
    void aTableCommitWhoseAnswerIsLostIsAdoptedAndNotAppliedAgain() throws Exception {
        seams.plan(FaultPlan.once(COMMIT, "nodes/", SeamFault.LOST_ANSWER));

        assertThatThrownBy(() -> write(1))
                .isInstanceOf(OutcomeUnknown.class)
                .hasMessageContaining("becomes visible is not known");

        assertThat(writer.refresh().version()).isEqualTo(new GraphVersion(3));
        assertThat(Graph.open(environment).recoveries(10))
                .singleElement()
                .satisfies(record -> assertThat(record.decision()).isEqualTo(Decision.PUBLISH));
        assertWholeAfter(1);
    }

    @Test
    void aPublishThatNobodyCanAnswerForIsAnOutcomeThatIsUnknown() throws Exception {
        seams.plan(FaultPlan.always(call -> call.is(PUT_IF_ABSENT, "__manifest/"), SeamFault.UNAVAILABLE));

        assertThatThrownBy(() -> write(1)).isInstanceOf(OutcomeUnknown.class);

        seams.plan(FaultPlan.NONE);
        writer.refresh();
        assertWholeAfter(1);
    }

    @Test
    void aListingThatFailsIsLoudEverywhere() {
        seams.plan(FaultPlan.always(call -> call.is(LIST, "__recovery/"), SeamFault.UNAVAILABLE));
        Graph graph = Graph.open(environment);

        assertThatThrownBy(writer::refresh).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> graph.writer("other")).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(graph::pendingIntents).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> {
                    try (Recovery recovery = graph.recovery("operator")) {
                        recovery.run();
                    }
                })
                .isInstanceOf(StorageUnavailable.class);
    }

    private WriteResult write(int batch) {
        return writer.write(batches.people(
                writer.current(), List.of(claim(0, batch * 2L, batch * 2L + 2)), "ann=" + batch, "p" + batch + "=1"));
    }

    private void assertWholeAfter(int lastBatch) throws Exception {
        Map<String, String> people = Batches.people(environment);
        assertThat(people).hasSize(lastBatch + 2).containsEntry("ann", Integer.toString(lastBatch));
        assertThat(Graph.open(environment).pendingIntents()).isEmpty();
        assertThat(Graph.open(environment).newest().totals().polled()).isEqualTo((lastBatch + 1) * 2L);
    }
}
