package io.headgate.recovery.decide;

import static io.headgate.recovery.decide.Decision.COMPLETE;
import static io.headgate.recovery.decide.Decision.CONVERGED;
import static io.headgate.recovery.decide.Decision.DISCARD;
import static io.headgate.recovery.decide.Decision.LEAVE;
import static io.headgate.recovery.decide.Decision.PUBLISH;
import static io.headgate.recovery.decide.Decision.REFUSE;
import static io.headgate.recovery.decide.Decision.ROLL_BACK;
import static io.headgate.recovery.decide.Decision.ROLL_FORWARD;
import static io.headgate.recovery.decide.Situation.holding;
import static io.headgate.recovery.decide.Situation.holdingLoad;
import static io.headgate.recovery.decide.Situation.holdingMaintenance;
import static io.headgate.recovery.decide.TableShape.APPLIED;
import static io.headgate.recovery.decide.TableShape.BEHIND;
import static io.headgate.recovery.decide.TableShape.FOREIGN;
import static io.headgate.recovery.decide.TableShape.GONE;
import static io.headgate.recovery.decide.TableShape.PARTIAL;
import static io.headgate.recovery.decide.TableShape.RESTORED;
import static io.headgate.recovery.decide.TableShape.STRAY;
import static io.headgate.recovery.decide.TableShape.UNMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.decide.Facts.Branch;
import io.headgate.recovery.decide.Facts.ClaimState;
import io.headgate.recovery.decide.Facts.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of the decision table in {@code docs/recovery.md}, which names these tests. */
final class RulingTest {

    // What the graph alone decides.

    @Test
    void anIntentOfAGoneBranchIsDiscarded() {
        Situation gone = holding(APPLIED).onBranch(Branch.GONE);

        assertThat(decision(gone)).isEqualTo(DISCARD);
        assertThat(decision(gone.ownerAlive())).isEqualTo(DISCARD);
        assertThat(decision(gone.differentHistory().publication(Situation.UNPROVEN)))
                .isEqualTo(DISCARD);
    }

    @Test
    void anIntentOfAnotherBranchIsLeftToItsWriters() {
        Situation other = holding(APPLIED).onBranch(Branch.OTHER);

        assertThat(decision(other)).isEqualTo(LEAVE);
        assertThat(decision(other.publication(Situation.PUBLISHED))).isEqualTo(LEAVE);
        assertThat(decision(other.claims(ClaimState.STALE))).isEqualTo(LEAVE);
    }

    @Test
    void anIntentWhoseOwnerMayBeAtWorkIsLeftToIt() {
        Situation alive = holding(APPLIED).ownerAlive();

        assertThat(decision(alive)).isEqualTo(LEAVE);
        assertThat(decision(alive.publication(Situation.PUBLISHED))).isEqualTo(LEAVE);
        assertThat(decision(alive.claims(ClaimState.STALE))).isEqualTo(LEAVE);
    }

    @Test
    void anIntentThatAVersionContainsHasConverged() {
        Situation published = holding(UNMOVED).publication(Situation.PUBLISHED);

        assertThat(decision(published)).isEqualTo(CONVERGED);
        assertThat(reason(published)).isEqualTo("graph version 8 contains it");
        assertThat(decision(published.claims(ClaimState.STALE))).isEqualTo(CONVERGED);
        assertThat(decision(published.movingNoOffsets().readsMoved().tableDropped()))
                .isEqualTo(CONVERGED);
    }

    @Test
    void anIntentOfADifferentHistoryIsRefused() {
        Situation putBack = holding(APPLIED).differentHistory();

        assertThat(decision(putBack)).isEqualTo(REFUSE);
        assertThat(decision(putBack.claims(ClaimState.STALE))).isEqualTo(REFUSE);
        assertThat(decision(putBack.claims(ClaimState.AHEAD))).isEqualTo(REFUSE);
        assertThat(decision(putBack.publication(Situation.PUBLISHED))).isEqualTo(CONVERGED);
    }

    @Test
    void anIntentAheadOfTheGraphWaits() {
        assertThat(decision(holding(APPLIED).claims(ClaimState.AHEAD))).isEqualTo(LEAVE);
    }

    @Test
    void anIntentAheadOfTheGraphThatDoesNotHoldDoesNotWait() {
        Situation ahead = holding(UNMOVED).claims(ClaimState.AHEAD);

        assertThat(decision(ahead.readsMoved())).isEqualTo(DISCARD);
        assertThat(decision(ahead.tableDropped())).isEqualTo(DISCARD);
    }

    // What the tables prove or forbid.

    @Test
    void anIntentWhoseTransactionMadeAPinHasConverged() {
        Situation pinned = holding(TableShape.PUBLISHED, UNMOVED);

        assertThat(decision(pinned)).isEqualTo(CONVERGED);
        assertThat(decision(pinned.claims(ClaimState.STALE))).isEqualTo(CONVERGED);
        assertThat(decision(holding(FOREIGN, TableShape.PUBLISHED))).isEqualTo(CONVERGED);
        assertThat(decision(holdingLoad(TableShape.PUBLISHED).publication(Situation.UNPROVEN)))
                .isEqualTo(CONVERGED);
    }

    @Test
    void aLoadThatCannotBeProvenUnpublishedIsRefused() {
        Situation unproven = holdingLoad(UNMOVED).publication(Situation.UNPROVEN);

        assertThat(decision(unproven)).isEqualTo(REFUSE);
        assertThat(reason(unproven)).contains("graph version 7 is missing");
        assertThat(decision(unproven.readsMoved())).isEqualTo(REFUSE);
    }

    @Test
    void offsetsProveWhatAMissingVersionCannot() {
        assertThat(decision(holding(UNMOVED).publication(Situation.UNPROVEN))).isEqualTo(ROLL_FORWARD);
        assertThat(decision(holding(APPLIED).publication(Situation.UNPROVEN).readsMoved()))
                .isEqualTo(ROLL_BACK);
    }

    @Test
    void aTableMovedByOtherHandsIsRefused() {
        assertThat(decision(holding(FOREIGN))).isEqualTo(REFUSE);
        assertThat(reason(holding(APPLIED, FOREIGN))).isEqualTo("table T2 was moved by other hands: what was seen");
        assertThat(decision(holding(STRAY, FOREIGN).claims(ClaimState.STALE))).isEqualTo(REFUSE);
    }

    @Test
    void aTableBehindItsPinIsRefused() {
        assertThat(decision(holding(UNMOVED, BEHIND))).isEqualTo(REFUSE);
        assertThat(decision(holding(BEHIND).readsMoved())).isEqualTo(REFUSE);
    }

    @Test
    void aTableThatCannotBeOpenedIsRefused() {
        assertThat(decision(holding(APPLIED, GONE))).isEqualTo(REFUSE);
        assertThat(reason(holding(GONE, BEHIND))).contains("T1 cannot be opened", "T2 is behind");
    }

    // What does not hold any more.

    @Test
    void aStaleIntentThatMovedATableIsRolledBack() {
        for (TableShape moved : new TableShape[] {APPLIED, PARTIAL, STRAY, RESTORED}) {
            assertThat(decision(holding(UNMOVED, moved).claims(ClaimState.STALE)))
                    .as("%s", moved)
                    .isEqualTo(ROLL_BACK);
        }
        assertThat(reason(holding(APPLIED).claims(ClaimState.STALE))).contains("by another write");
    }

    @Test
    void aStaleIntentThatMovedNothingIsDiscarded() {
        assertThat(decision(holding(UNMOVED, UNMOVED).claims(ClaimState.STALE))).isEqualTo(DISCARD);
        assertThat(decision(holding().claims(ClaimState.STALE))).isEqualTo(DISCARD);
    }

    @Test
    void aStaleIntentThatCannotBeProvenUnpublishedSaysSo() {
        Situation stale = holding(UNMOVED).claims(ClaimState.STALE).publication(Situation.UNPROVEN);

        assertThat(decision(stale)).isEqualTo(DISCARD);
        assertThat(reason(stale)).contains("cannot be told", "graph version 7 is missing");
        assertThat(decision(holding(STRAY).claims(ClaimState.STALE).publication(Situation.UNPROVEN)))
                .isEqualTo(ROLL_BACK);
    }

    @Test
    void aSupersededIntentThatMovedATableIsRolledBack() {
        for (TableShape moved : new TableShape[] {APPLIED, PARTIAL, STRAY, RESTORED}) {
            assertThat(decision(holding(UNMOVED, moved).claims(ClaimState.SUPERSEDED)))
                    .as("%s", moved)
                    .isEqualTo(ROLL_BACK);
        }
        assertThat(reason(holding(APPLIED).claims(ClaimState.SUPERSEDED))).contains("changed deliberately");
    }

    @Test
    void aSupersededIntentThatMovedNothingIsDiscarded() {
        assertThat(decision(holding(UNMOVED, UNMOVED).claims(ClaimState.SUPERSEDED)))
                .isEqualTo(DISCARD);
        assertThat(decision(holding().claims(ClaimState.SUPERSEDED))).isEqualTo(DISCARD);
        assertThat(decision(holding(UNMOVED).claims(ClaimState.SUPERSEDED).publication(Situation.PUBLISHED)))
                .isEqualTo(CONVERGED);
    }

    @Test
    void aSupersededIntentThatCannotBeProvenUnpublishedSaysSo() {
        Situation superseded = holding(UNMOVED).claims(ClaimState.SUPERSEDED).publication(Situation.UNPROVEN);

        assertThat(decision(superseded)).isEqualTo(DISCARD);
        assertThat(reason(superseded)).contains("changed deliberately", "cannot be told", "graph version 7 is missing");
        assertThat(decision(holding(STRAY).claims(ClaimState.SUPERSEDED).publication(Situation.UNPROVEN)))
                .isEqualTo(ROLL_BACK);
    }

    @Test
    void anIntentForADroppedTableThatMovedAnotherIsRolledBack() {
        assertThat(decision(holding(APPLIED).tableDropped())).isEqualTo(ROLL_BACK);
        assertThat(decision(holdingLoad(PARTIAL).tableDropped())).isEqualTo(ROLL_BACK);
    }

    @Test
    void anIntentForADroppedTableThatMovedNothingIsDiscarded() {
        assertThat(decision(holding().tableDropped())).isEqualTo(DISCARD);
        assertThat(decision(holdingLoad(UNMOVED).tableDropped())).isEqualTo(DISCARD);
    }

    @Test
    void anIntentWhoseReadsMovedAfterItMovedATableIsRolledBack() {
        assertThat(decision(holding(APPLIED, UNMOVED).readsMoved())).isEqualTo(ROLL_BACK);
        assertThat(decision(holdingLoad(RESTORED).readsMoved())).isEqualTo(ROLL_BACK);
    }

    @Test
    void anIntentWhoseReadsMovedBeforeItMovedATableIsDiscarded() {
        assertThat(decision(holding(UNMOVED).readsMoved())).isEqualTo(DISCARD);
        assertThat(decision(holdingLoad().readsMoved())).isEqualTo(DISCARD);
    }

    // What holds.

    @Test
    void anIntentWhoseEffectIsOnEveryTableIsPublished() {
        assertThat(decision(holding(APPLIED))).isEqualTo(PUBLISH);
        assertThat(decision(holdingLoad(APPLIED, APPLIED))).isEqualTo(PUBLISH);
    }

    @Test
    void anIntentWhoseEffectIsOnSomeTablesIsCompleted() {
        for (TableShape rest : new TableShape[] {UNMOVED, RESTORED, STRAY, PARTIAL}) {
            assertThat(decision(holding(APPLIED, rest))).as("%s", rest).isEqualTo(COMPLETE);
        }
        assertThat(reason(holding(UNMOVED, APPLIED, STRAY))).contains("1 of 3 tables");
    }

    @Test
    void anIntentWhoseEffectIsOnNoTableIsRolledForward() {
        for (TableShape shape : new TableShape[] {UNMOVED, RESTORED, STRAY, PARTIAL}) {
            assertThat(decision(holding(shape))).as("%s", shape).isEqualTo(ROLL_FORWARD);
            assertThat(decision(holdingLoad(shape))).as("%s", shape).isEqualTo(ROLL_FORWARD);
        }
    }

    @Test
    void anIntentThatOnlyMovesOffsetsIsRolledForward() {
        assertThat(decision(holding())).isEqualTo(ROLL_FORWARD);
    }

    // Maintenance, which changes no content: to drop it loses nothing, and nobody ever waits for it.

    @Test
    void maintenanceIsCarriedOnLikeEverythingElse() {
        assertThat(decision(holdingMaintenance(UNMOVED))).isEqualTo(ROLL_FORWARD);
        assertThat(decision(holdingMaintenance(PARTIAL))).isEqualTo(ROLL_FORWARD);
        assertThat(decision(holdingMaintenance(APPLIED))).isEqualTo(PUBLISH);
    }

    @Test
    void maintenanceNeedsNoProofThatItIsNotPublished() {
        assertThat(decision(holdingMaintenance(UNMOVED).publication(Situation.UNPROVEN)))
                .isEqualTo(ROLL_FORWARD);
    }

    @Test
    void maintenanceOfADifferentHistoryIsDiscarded() {
        assertThat(decision(holdingMaintenance(UNMOVED).differentHistory())).isEqualTo(DISCARD);
        assertThat(decision(holdingMaintenance(STRAY).differentHistory())).isEqualTo(DISCARD);
    }

    @Test
    void maintenanceOfATableThatNeedsAPersonIsDiscarded() {
        for (TableShape shape : List.of(FOREIGN, BEHIND, GONE)) {
            assertThat(decision(holdingMaintenance(shape))).isEqualTo(DISCARD);
            assertThat(decision(holdingMaintenance(shape, STRAY))).isEqualTo(DISCARD);
        }
    }

    @Test
    void overtakenMaintenanceThatMovedATableIsRolledBack() {
        Situation overtaken = holdingMaintenance(STRAY).work(Work.OVERTAKEN);

        assertThat(decision(overtaken)).isEqualTo(ROLL_BACK);
        assertThat(reason(overtaken))
                .isEqualTo("what it was to do is done, or others have changed what it was to replace");
    }

    @Test
    void overtakenMaintenanceThatMovedNothingIsDiscarded() {
        Situation damaged = holdingMaintenance(UNMOVED).work(Work.IMPOSSIBLE);

        assertThat(decision(holdingMaintenance(UNMOVED).work(Work.OVERTAKEN))).isEqualTo(DISCARD);
        assertThat(decision(damaged)).isEqualTo(DISCARD);
        assertThat(reason(damaged)).isEqualTo("a file that it was staged with is missing or damaged");
    }

    private static Decision decision(Situation situation) {
        return situation.ruling().decision();
    }

    private static String reason(Situation situation) {
        return situation.ruling().reason();
    }
}
