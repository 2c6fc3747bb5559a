package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.Graph;
import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.cleanup.Hold;
import io.headgate.engine.cleanup.Retention;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableRemoval;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Account;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Giving up old graph versions, beside everything else that happens to a graph. */
abstract class CleanupContract extends CleanupHarness {

    @Test
    void versionsThatAreNotKeptAreGivenUpAndRemoved() throws Exception {
        writeVersions(6);
        GraphManifest before = graph().newest();

        CleanupReport report = cleanUp(NEWEST_ONLY.withVersions(3));

        GraphManifest after = graph().newest();
        assertThat(report.published()).contains(after.version());
        assertThat(after.operation()).isEqualTo(GraphManifest.CLEANUP);
        assertThat(after.actor()).isEqualTo("janitor");
        assertThat(after.oldest()).isEqualTo(new GraphVersion(5));
        assertThat(after.pinsTheSameAs(before)).isTrue();
        assertThat(after.sources()).isEqualTo(before.sources());
        assertThat(after.account()).isEqualTo(Account.EMPTY);
        assertThat(after.totals()).isEqualTo(before.totals());
        assertThat(versions()).containsExactly(5L, 6L, 7L, 8L);
        assertThat(report.versions()).isEqualTo(4);
        assertThat(report.removed().versions()).isPositive();
        assertThat(report.failure()).isEmpty();
        TablePin oldest = person(graph().snapshot(new GraphVersion(5)).manifest());
        assertThatThrownBy(() -> environment.tables().open(oldest.path(), oldest.version() - 1))
                .isInstanceOf(CorruptState.class);
        for (long version : versions()) {
            assertReadable(version);
        }
        writeVersions(1);
        assertWhole(graph().newest());
        assertThat(graph().newest().oldest()).as("later versions say so too").isEqualTo(new GraphVersion(5));
    }

    @Test
    void theSecondTimeChangesNothing() {
        writeVersions(4);
        cleanUp(NEWEST_ONLY);
        GraphManifest newest = graph().newest();

        CleanupReport second = cleanUp(NEWEST_ONLY);

        assertThat(second.published()).isEmpty();
        assertThat(second.versions()).isZero();
        assertThat(second.removed()).isEqualTo(TableRemoval.NONE);
        assertThat(graph().newest()).isEqualTo(newest);
    }

    @Test
    void youngVersionsStayHoweverManyThereAre() {
        writeVersions(4);

        assertThat(cleanUp(Retention.DEFAULT.withVersions(1)).published()).isEmpty();

        assertThat(versions()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void oneRunGivesUpSoManyAtMostAndTheNextGoesOn() {
        writeVersions(6);

        assertThat(cleanUp(NEWEST_ONLY.withAtOnce(2)).oldest()).isEqualTo(new GraphVersion(3));
        assertThat(cleanUp(NEWEST_ONLY.withAtOnce(2)).oldest()).isEqualTo(new GraphVersion(5));
        assertThat(versions()).startsWith(5L, 6L, 7L);
    }

    @Test
    void aPreviewSaysWhatIsRemovedAndRemovesNothing() throws Exception {
        writeVersions(5);
        GraphManifest newest = graph().newest();

        CleanupReport preview = preview(NEWEST_ONLY.withVersions(2));

        assertThat(graph().newest()).isEqualTo(newest);
        assertReadable(2);
        CleanupReport report = cleanUp(NEWEST_ONLY.withVersions(2));
        assertThat(preview.versions()).isEqualTo(report.versions()).isEqualTo(4);
        assertThat(preview.tables()).isEqualTo(report.tables());
        assertThat(preview.oldest()).isEqualTo(report.oldest());
    }

    @Test
    void whatAHoldHoldsStaysUntilItIsReleased() throws Exception {
        writeVersions(5);
        Hold hold = graph().holds().place(new GraphVersion(3), Duration.ofHours(1), Optional.of("a report"), "reader");

        cleanUp(NEWEST_ONLY);

        assertThat(versions()).startsWith(3L, 4L, 5L);
        assertReadable(3);
        assertThat(graph().holds().list()).containsExactly(hold);

        assertThat(graph().holds().release(hold.id())).isTrue();
        cleanUp(NEWEST_ONLY);
        assertThat(versions()).startsWith(6L);
        assertThat(graph().holds().release(hold.id())).isFalse();
    }

    @Test
    void anExpiredHoldHoldsNothingAndIsRemoved() {
        writeVersions(4);
        Hold hold = graph().holds().place(new GraphVersion(2), Duration.ofNanos(1), Optional.empty(), "reader");

        CleanupReport report = cleanUp(NEWEST_ONLY);

        assertThat(report.expired()).containsExactly(hold.id());
        assertThat(versions()).startsWith(5L);
        assertThat(graph().holds().list()).isEmpty();
    }

    @Test
    void aVersionThatIsGivenUpCannotBeHeld() {
        writeVersions(4);
        cleanUp(NEWEST_ONLY);

        assertThatThrownBy(() -> hold(graph(), 3))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("given up")
                .hasMessageContaining("5");

        assertThat(graph().holds().list()).as("it is withdrawn").isEmpty();
    }

    @Test
    void onlyWhatIsThereIsHeldAndNotForEver() {
        assertThatThrownBy(() -> hold(graph(), 2)).isInstanceOf(BadConfiguration.class);
        assertThatThrownBy(() ->
                        graph().holds().place(GraphVersion.FIRST, Duration.ofDays(31), Optional.empty(), "reader"))
                .isInstanceOf(BadConfiguration.class);
        assertThatThrownBy(() -> graph().holds().place(GraphVersion.FIRST, Duration.ZERO, Optional.empty(), "reader"))
                .isInstanceOf(BadConfiguration.class);
        assertThat(graph().holds().release(new HoldId("nobody"))).isFalse();
    }

    @Test
    void aHoldThatComesRightAfterThePublicationIsSeenOrRefused() throws Exception {
        writeVersions(4);
        CleanupReport report = cleanUp(
                environment.withFaults(once(FaultPoint.PUBLISH_BEFORE_PUT, () -> hold(graph(), 3))), NEWEST_ONLY);

        assertThat(report.oldest()).isEqualTo(new GraphVersion(5));
        assertThat(report.kept()).isEqualTo(new GraphVersion(3));
        assertReadable(3);
        assertReadable(4);

        writeVersions(1);
        GraphManifest newest = graph().newest();
        cleanUp(
                environment.withFaults(once(
                        FaultPoint.PUBLISH_AFTER_PUT,
                        () -> assertThatThrownBy(
                                        () -> hold(graph(), newest.oldest().number() - 1))
                                .isInstanceOf(Conflict.class))),
                NEWEST_ONLY);
        assertReadable(3);
    }

    @Test
    void whatAPendingWriteIsBasedOnStays() throws Exception {
        writeVersions(3);
        crash(FaultPoint.ARM_AFTER_PUT, current -> batches.people(current, List.of(), "zoe=1"));
        try (GraphWriter other = Graph.open(unsociable()).writer("besides")) {
            writeOne(other);
            writeOne(other);
        }

        CleanupReport report = cleanUp(unsociable(), NEWEST_ONLY);

        assertThat(report.kept()).isEqualTo(new GraphVersion(4));
        assertThat(versions()).startsWith(4L, 5L, 6L);
        writer().close();
        assertThat(Batches.people(environment)).containsEntry("zoe", "1").containsEntry("ann", "6");
    }

    @Test
    void aPublishedLoadThatNobodyFinishedIsFoundAndNotLoadedAgain() throws Exception {
        writeVersions(2);
        crash(FaultPoint.PUBLISH_AFTER_PUT, this::loadOfEdges);
        try (GraphWriter other = Graph.open(unsociable()).writer("besides")) {
            for (int i = 0; i < 3; i++) {
                writeOne(other);
            }
        }
        cleanUp(unsociable(), NEWEST_ONLY);

        writer().close();

        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows")).isEqualTo(1);
        assertThat(graph().recoveries(10)).singleElement().satisfies(record -> {
            assertThat(record.decision()).isEqualTo(Decision.CONVERGED);
            assertThat(record.publishedIn()).contains(new GraphVersion(4));
        });
    }

    @Test
    void leftoversAreSettledFirst() throws Exception {
        writeVersions(3);
        crash(FaultPoint.COMMIT_AFTER_TABLE, current -> batches.people(current, List.of(), "zoe=1"));

        cleanUp(NEWEST_ONLY);

        assertThat(graph().pendingIntents()).isEmpty();
        assertThat(graph().recoveries(10)).hasSize(1);
        assertThat(Batches.people(environment)).containsEntry("zoe", "1");
        assertThat(versions()).containsExactly(5L, 6L);
    }

    @Test
    void nothingIsGivenUpWhileAnIntentCannotBeRead() {
        writeVersions(3);
        environment
                .objects()
                .put(GraphKeys.intent(environment.ids().intent()), "nonsense".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> cleanUp(NEWEST_ONLY))
                .isInstanceOf(RecoveryRequired.class)
                .hasMessageContaining("headgate recover");

        assertThat(preview(NEWEST_ONLY).obstacle()).isPresent();
        assertThat(versions()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void nothingIsGivenUpWhileATableWasMovedByOtherHands() {
        writeVersions(3);
        moveByOtherHands(person(graph().newest()));

        assertThatThrownBy(() -> cleanUp(NEWEST_ONLY))
                .isInstanceOf(RecoveryRequired.class)
                .hasMessageContaining("headgate repair");

        assertThat(preview(NEWEST_ONLY).obstacle()).isPresent();
        assertThat(versions()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aLostRaceIsRunAgain() {
        writeVersions(4);

        CleanupReport report = cleanUp(
                environment.withFaults(once(FaultPoint.PUBLISH_BEFORE_PUT, () -> writeVersions(1))), NEWEST_ONLY);

        assertThat(report.oldest()).isEqualTo(new GraphVersion(6));
        assertThat(versions()).containsExactly(6L, 7L);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            names = {
                "PUBLISH_BEFORE_PUT",
                "PUBLISH_AFTER_PUT",
                "CLEANUP_BEFORE_TABLE",
                "CLEANUP_AFTER_TABLE",
                "CLEANUP_BEFORE_VERSION",
                "CLEANUP_AFTER_VERSION"
            })
    void aCleanupThatDiedAnywhereIsFinishedByTheNext(FaultPoint point) throws Exception {
        writeVersions(5);
        for (int occurrence = 1; occurrence <= 2; occurrence++) {
            try {
                cleanUp(environment.withFaults(dieAt(point, occurrence)), NEWEST_ONLY.withVersions(2));
            } catch (SimulatedCrash died) {
                for (long version : versions().stream()
                        .filter(number -> number >= graph().newest().oldest().number())
                        .toList()) {
                    assertReadable(version);
                }
                writeOnTop();
            }
        }
        CleanupReport last = cleanUp(NEWEST_ONLY.withVersions(2));

        assertThat(last.failure()).isEmpty();
        assertContiguous();
        assertThat(versions().get(0)).isEqualTo(graph().newest().oldest().number());
        assertThat(cleanUp(NEWEST_ONLY.withVersions(2)).published()).isEmpty();
        assertWhole(graph().newest());
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
                "PUBLISH_AFTER_PUT"
            })
    void aSleeperWhoseBaseIsGoneLearnsTheTruth(FaultPoint asleepAt) throws Exception {
        writeVersions(2);
        boolean told = false;
        try (GraphWriter sleeper =
                Graph.open(environment.withFaults(once(asleepAt, this::passBy))).writer("sleeper")) {
            WriteRequest load = loadOfEdges(sleeper.current());
            sleeper.write(load);
            told = true;
        } catch (Conflict notVisible) {
            assertThat(notVisible.getMessage()).isNotEmpty();
        }
        writer().close();
        try (Recovery recovery = graph().recovery("operator")) {
            recovery.run();
        }

        assertThat(graph().snapshot().count(TableKind.EDGE, "Follows"))
                .as("it is there exactly when that is said")
                .isEqualTo(told ? 1 : 0);
        assertThat(Batches.people(environment)).containsKey("ann");
        assertWhole(graph().newest());
        assertContiguous();
        writeVersions(1);
    }

    @Test
    void aReaderOfAVersionThatIsGivenUpIsToldSo() {
        writeVersions(4);
        Graph reader = graph();
        GraphVersion old = new GraphVersion(2);
        cleanUp(NEWEST_ONLY);

        assertThatThrownBy(() -> reader.snapshot(old))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("given up");
        assertThat(reader.newest().version()).as("who slept finds the newest").isEqualTo(new GraphVersion(6));
    }

    @Test
    void whoSleptFindsTheNewestAlthoughAllThatFollowedIsGone() {
        writeVersions(2);
        Graph slept = graph();
        writeVersions(12);
        cleanUp(NEWEST_ONLY);

        assertThat(slept.newest()).isEqualTo(graph().newest());
    }

    @Test
    void aWriterThatSleptGoesOnFromTheNewestAlthoughAllThatFollowedIsGone() throws Exception {
        writeVersions(2);
        try (GraphWriter slept = Graph.open(environment).writer("sleeper")) {
            writeVersions(12);
            cleanUp(NEWEST_ONLY);

            assertThat(slept.refresh()).isEqualTo(graph().newest());
            writeOne(slept);
        }

        assertThat(Batches.people(environment)).isEqualTo(Map.of("ann", "17"));
    }

    @Test
    void whatASleeperPutUnderAFreeNumberIsNothingToBuildOn() throws Exception {
        writeVersions(2);
        try (GraphWriter slept = Graph.open(environment).writer("slept")) {
            GraphManifest known = slept.current();
            try (GraphWriter sleeper = Graph.open(
                            environment.withFaults(once(FaultPoint.PUBLISH_BEFORE_PUT, this::passBy)))
                    .writer("sleeper")) {
                sleeper.write(loadOfEdges(sleeper.current()));
            } catch (Conflict expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
            assertThat(versions())
                    .as("it lies there")
                    .contains(known.version().next().number());

            boolean told = false;
            try {
                WriteRequest both = batches.peopleAndFollows(known, List.of(), List.of("zoe=1"), List.of("zoe>bob"));
                slept.write(new WriteRequest("load", both.tables().subList(1, 2), List.of(), 1, 0));
                told = true;
            } catch (Conflict | OutcomeUnknown | CorruptState notVisible) {
                assertThat(slept.refresh()).isEqualTo(graph().newest());
            }
            boolean visible = graph().history(100).stream()
                    .anyMatch(version -> version.actor().equals("slept"));
            assertThat(told).as("it is visible exactly when that is said").isEqualTo(visible);
        }
    }

    /** Whoever has read an intent may be the last to know of it. */
    @Test
    void anIntentThatItsWriterRemovesWhileAnotherOneDecidesGetsNoRecordThatIsNotTrue() throws Exception {
        writeVersions(2);
        crash(FaultPoint.PUBLISH_AFTER_PUT);
        IntentId intent = graph().pendingIntents().get(0);
        try (GraphWriter other = Graph.open(unsociable()).writer("other")) {
            writeOne(other);
        }
        AtomicInteger reads = new AtomicInteger();
        AtomicBoolean removed = new AtomicBoolean();
        FaultPlan plan = call -> {
            if (call.is(SeamOperation.GET, GraphKeys.INTENT_PREFIX)) {
                reads.incrementAndGet();
            } else if (reads.get() >= 2 && removed.compareAndSet(false, true)) {
                environment.objects().delete(GraphKeys.intent(intent));
                cleanUp(NEWEST_ONLY);
            }
            return SeamFault.NONE;
        };

        Graph.open(new FaultySeams(plan).around(environment))
                .writer("recoverer")
                .close();

        assertThat(removed).isTrue();
        assertThat(graph().pendingIntents()).isEmpty();
        assertThat(graph().recoveries(10))
                .allSatisfy(record -> assertThat(record.publishedIn()).isPresent());
        try (GraphWriter writer = writer()) {
            assertWhole(writer.current());
        }
    }

    /** What it would have put back is gone, and so is the reason to. */
    @Test
    void aRecoveryThatPutsATableBackWhileOthersCleanUpGoesOnFromTheNewestVersion() throws Exception {
        writeVersions(2);
        crash(FaultPoint.COMMIT_AFTER_TABLE);
        environment.objects().delete(GraphKeys.intent(graph().pendingIntents().get(0)));
        AtomicBoolean passed = new AtomicBoolean();
        FaultPlan plan = call -> {
            if (call.is(SeamOperation.RESTORE, "nodes/") && passed.compareAndSet(false, true)) {
                passBy();
            }
            return SeamFault.NONE;
        };

        try (Recovery recovery =
                Graph.open(new FaultySeams(plan).around(environment)).recovery("recoverer")) {
            recovery.run();
        }

        assertThat(passed).isTrue();
        try (GraphWriter writer = writer()) {
            writeOne(writer);
            assertWhole(writer.current());
        }
    }

    /** What cleanup removes while somebody looks is nobody's damage. */
    @Test
    void aLookAtTheTablesBesideCleanupReportsNoneAsGone() throws Exception {
        for (boolean preview : new boolean[] {true, false}) {
            writeVersions(2);
            AtomicBoolean passed = new AtomicBoolean();
            FaultPlan plan = call -> {
                if (call.is(SeamOperation.OPEN, "nodes/") && passed.compareAndSet(false, true)) {
                    passBy();
                }
                return SeamFault.NONE;
            };
            RecoveryReport report;
            try (Recovery recovery =
                    Graph.open(new FaultySeams(plan).around(environment)).recovery("recoverer")) {
                report = preview ? recovery.preview() : recovery.run();
            }

            assertThat(passed).isTrue();
            assertThat(report.moved()).isEmpty();
            assertThat(report.after()).isEqualTo(graph().newest().version());
        }
    }

    /** Others write, and clean up all that they can. */
    private void passBy() {
        for (int i = 0; i < 3; i++) {
            try (GraphWriter other = Graph.open(environment).writer("other")) {
                writeOne(other);
                writeOne(other);
            }
            cleanUp(NEWEST_ONLY);
        }
    }

    private void writeOnTop() {
        try (GraphWriter other = Graph.open(environment).writer("other")) {
            writeOne(other);
        }
    }

    private WriteRequest loadOfEdges(GraphManifest current) {
        WriteRequest both = batches.peopleAndFollows(current, List.of(), List.of("zoe=1"), List.of("ann>bob"));
        return new WriteRequest("load", both.tables().subList(1, 2), List.of(), 1, 0);
    }

    private Hold hold(Graph graph, long version) {
        return graph.holds().place(new GraphVersion(version), Duration.ofHours(1), Optional.empty(), "reader");
    }

    private void assertContiguous() {
        long oldest = graph().newest().oldest().number();
        assertThat(versions())
                .containsSubsequence(LongStream.rangeClosed(
                                oldest, graph().newest().version().number())
                        .boxed()
                        .toList());
    }

    private void moveByOtherHands(TablePin pin) {
        try (PinnedTable table = environment.tables().open(pin.path(), pin.version())) {
            TableFixtures.committed(table.commit(
                            table.stageAppend(
                                    fixtures.stage(table, List.of(TableFixtures.row("id", "eve", "name", "Eve")))),
                            TableFixtures.stamp()))
                    .close();
        }
    }
}
