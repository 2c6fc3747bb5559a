package io.headgate.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.MemoryObjectStore;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.StoredObject;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.memory.MemoryTableStore;
import io.headgate.engine.table.memory.MemoryTables;
import io.headgate.engine.write.SimulatedCrash;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.Rendezvous;
import io.headgate.recovery.id.IdSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the faults at the seams are what they are called. */
final class FaultySeamsTest {

    private static final ObjectKey KEY = new ObjectKey("a/key");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final TablePath PEOPLE = new TablePath("nodes/people.lance");

    private final TableFixtures fixtures = new TableFixtures();
    private final FaultySeams seams = new FaultySeams(FaultPlan.NONE);
    private final GraphEnvironment sound = memory();
    private final GraphEnvironment faulty = seams.around(sound);

    @AfterEach
    void close() {
        faulty.close();
        fixtures.close();
    }

    @Test
    void anUnavailableStoreDoesNothing() {
        seams.plan(FaultPlan.once(SeamOperation.PUT, "a/", SeamFault.UNAVAILABLE));

        assertThatThrownBy(() -> faulty.objects().put(KEY, CONTENT))
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("PUT a/key");

        assertThat(sound.objects().get(KEY)).isEmpty();
    }

    @Test
    void aLostAnswerComesAfterTheEffect() {
        seams.plan(FaultPlan.once(SeamOperation.PUT, "a/", SeamFault.LOST_ANSWER));

        assertThatThrownBy(() -> faulty.objects().put(KEY, CONTENT)).isInstanceOf(StorageUnavailable.class);

        assertThat(sound.objects().get(KEY).map(StoredObject::content)).contains(CONTENT);
    }

    @Test
    void aFaultThatIsPlannedOnceHappensOnce() {
        seams.plan(FaultPlan.once(SeamOperation.LIST, "", SeamFault.UNAVAILABLE));
        assertThatThrownBy(() -> faulty.objects().list("a/", 1)).isInstanceOf(StorageUnavailable.class);

        assertThat(faulty.objects().list("a/", 1)).isEmpty();
    }

    @Test
    void whatIsReadCanBeDamagedWhileTheObjectIsNot() {
        faulty.objects().put(KEY, CONTENT);

        seams.plan(FaultPlan.always(call -> true, SeamFault.TRUNCATED));
        assertThat(faulty.objects().get(KEY).orElseThrow().content()).hasSize(3);
        seams.plan(FaultPlan.always(call -> true, SeamFault.GARBLED));
        assertThat(faulty.objects().get(KEY).orElseThrow().content()).hasSize(7).isNotEqualTo(CONTENT);

        assertThat(sound.objects().get(KEY).orElseThrow().content()).isEqualTo(CONTENT);
    }

    @Test
    void aDelayedCallTakesEffectWhenItIsReleased() throws Exception {
        try (Rendezvous rendezvous = Rendezvous.named("put")) {
            seams.plan(FaultPlan.once(SeamOperation.PUT, "a/", SeamFault.delayed(rendezvous)));
            CompletableFuture<Void> put =
                    CompletableFuture.runAsync(() -> faulty.objects().put(KEY, CONTENT));
            rendezvous.awaitReached(Duration.ofSeconds(10));
            assertThat(sound.objects().get(KEY)).isEmpty();

            rendezvous.release();

            put.get(10, TimeUnit.SECONDS);
            assertThat(sound.objects().get(KEY)).isPresent();
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostHasMovedTheHead() {
        try (PinnedTable table = faulty.tables().createIfAbsent(PEOPLE, TableFixtures.PEOPLE, TableFixtures.stamp())) {
            StagedChange change = table.stageAppend(fixtures.stage(table, List.of(Map.of("id", "ann"))));
            seams.plan(FaultPlan.once(SeamOperation.COMMIT, "nodes/", SeamFault.LOST_ANSWER));

            assertThatThrownBy(() -> table.commit(change, TableFixtures.stamp()))
                    .isInstanceOf(StorageUnavailable.class);

            assertThat(table.headVersion()).isEqualTo(table.version() + 1);
        }
    }

    @Test
    void durableEffectsAreCountedAtBothSeamsAndOnTablesThatACommitOpened() {
        try (PinnedTable table = faulty.tables().createIfAbsent(PEOPLE, TableFixtures.PEOPLE, TableFixtures.stamp());
                PinnedTable next = TableFixtures.committed(table.commit(
                        table.stageReplace(
                                KeySet.of(List.of("ann")), fixtures.stage(table, List.of(Map.of("id", "ann")))),
                        TableFixtures.stamp()));
                PinnedTable restored = next.restore(TableFixtures.stamp())) {
            faulty.objects().delete(KEY);
            faulty.objects().list("a/", 1);
            assertThat(restored.headVersion()).isEqualTo(3);
        }

        assertThat(seams.effects())
                .extracting(SeamCall::operation)
                .containsExactly(
                        SeamOperation.CREATE_IF_ABSENT,
                        SeamOperation.STAGE_ROWS,
                        SeamOperation.STAGE_REPLACE,
                        SeamOperation.COMMIT,
                        SeamOperation.RESTORE,
                        SeamOperation.DELETE);
    }

    @Test
    void aCrashAtTheSecondEffectLeavesTheFirst() {
        seams.plan(FaultPlan.atEffect(2, SeamFault.CRASH_BEFORE));
        faulty.objects().put(KEY, CONTENT);

        assertThatThrownBy(() -> faulty.objects().delete(KEY))
                .isInstanceOf(SimulatedCrash.class)
                .hasMessage("crashed before DELETE a/key");

        assertThat(sound.objects().get(KEY)).isPresent();
    }

    @Test
    void theEnvironmentNamesTheEffectToHaltAt() {
        FaultPlan plan = FaultPlan.fromEnvironment(Map.of(FaultPlan.ENVIRONMENT_KEY, "2:after"));
        SeamCall put = new SeamCall(SeamOperation.PUT, "a/key");

        assertThat(plan.faultOf(put)).isSameAs(SeamFault.NONE);
        assertThat(plan.faultOf(new SeamCall(SeamOperation.GET, "a/key"))).isSameAs(SeamFault.NONE);
        assertThat(plan.faultOf(put)).isSameAs(SeamFault.HALT_AFTER);
        assertThat(plan.faultOf(put)).isSameAs(SeamFault.NONE);
        assertThat(FaultPlan.fromEnvironment(Map.of())).isSameAs(FaultPlan.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7:", "before:7", "7:between", "7:before:8"})
    void anEnvironmentThatCannotBeUnderstoodIsRefused(String setting) {
        assertThatThrownBy(() -> FaultPlan.fromEnvironment(Map.of(FaultPlan.ENVIRONMENT_KEY, setting)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(FaultPlan.ENVIRONMENT_KEY);
    }

    private GraphEnvironment memory() {
        Clock clock = Clock.systemUTC();
        return GraphEnvironment.of(
                new MemoryObjectStore(),
                new MemoryTableStore(new MemoryTables(), fixtures.allocator()),
                fixtures.allocator(),
                clock,
                new IdSource(clock, new Random(1)));
    }
}
