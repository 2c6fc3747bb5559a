package io.headgate.recovery.decide;

import io.headgate.recovery.decide.Facts.Branch;
import io.headgate.recovery.decide.Facts.ClaimState;
import io.headgate.recovery.decide.Facts.History;
import io.headgate.recovery.decide.Facts.Work;
import java.util.List;
import java.util.function.Predicate;

/** The decision table for people: its rows are read from top to bottom, and the first one that fits decides. */
final class DecisionTable {

    static final List<Row> ROWS = List.of(
            row(
                    "its branch is gone",
                    "any",
                    situation -> situation.facts().branch() == Branch.GONE,
                    Decision.DISCARD,
                    "anIntentOfAGoneBranchIsDiscarded"),
            row(
                    "its branch is another one",
                    "any",
                    situation -> situation.facts().branch() == Branch.OTHER,
                    Decision.LEAVE,
                    "anIntentOfAnotherBranchIsLeftToItsWriters"),
            row(
                    "its owner may be at work",
                    "any",
                    situation -> !situation.facts().ownerGone(),
                    Decision.LEAVE,
                    "anIntentWhoseOwnerMayBeAtWorkIsLeftToIt"),
            row(
                    "a graph version contains it",
                    "any",
                    situation -> situation.facts().publication().isPublished(),
                    Decision.CONVERGED,
                    "anIntentThatAVersionContainsHasConverged"),
            row(
                    "it is maintenance, and the graph's history is another one",
                    "any",
                    situation ->
                            situation.facts().maintenance() && situation.facts().history() == History.DIFFERENT,
                    Decision.DISCARD,
                    "maintenanceOfADifferentHistoryIsDiscarded"),
            row(
                    "the graph's history is another one",
                    "any",
                    situation -> situation.facts().history() == History.DIFFERENT,
                    Decision.REFUSE,
                    "anIntentOfADifferentHistoryIsRefused"),
            row(
                    "its claims are ahead of the graph, else it holds",
                    "any",
                    situation -> situation.facts().claims() == ClaimState.AHEAD
                            && situation.facts().readsHold()
                            && situation.facts().tablesKnown()
                            && situation.facts().work() == Work.REMAINS,
                    Decision.LEAVE,
                    "anIntentAheadOfTheGraphWaits"),
            row(
                    "any",
                    "one is PUBLISHED",
                    situation -> situation.has(TableShape.PUBLISHED),
                    Decision.CONVERGED,
                    "anIntentWhoseTransactionMadeAPinHasConverged"),
            row(
                    "it moves no offsets and is no maintenance, and a graph version after its base is missing",
                    "any",
                    situation -> !situation.facts().movesOffsets()
                            && !situation.facts().maintenance()
                            && situation.unproven(),
                    Decision.REFUSE,
                    "aLoadThatCannotBeProvenUnpublishedIsRefused"),
            row(
                    "it is maintenance",
                    "one is FOREIGN, BEHIND or GONE",
                    situation -> situation.facts().maintenance() && situation.needsAPerson(),
                    Decision.DISCARD,
                    "maintenanceOfATableThatNeedsAPersonIsDiscarded"),
            row(
                    "any",
                    "one is FOREIGN",
                    situation -> situation.has(TableShape.FOREIGN),
                    Decision.REFUSE,
                    "aTableMovedByOtherHandsIsRefused"),
            row(
                    "any",
                    "one is BEHIND",
                    situation -> situation.has(TableShape.BEHIND),
                    Decision.REFUSE,
                    "aTableBehindItsPinIsRefused"),
            row(
                    "any",
                    "one is GONE",
                    situation -> situation.has(TableShape.GONE),
                    Decision.REFUSE,
                    "aTableThatCannotBeOpenedIsRefused"),
            row(
                    "its claims are stale, and a graph version after its base is missing",
                    "one moved",
                    situation -> situation.stale() && situation.unproven() && situation.moved(),
                    Decision.ROLL_BACK,
                    "aStaleIntentThatCannotBeProvenUnpublishedSaysSo"),
            row(
                    "its claims are stale, and a graph version after its base is missing",
                    "none moved",
                    situation -> situation.stale() && situation.unproven(),
                    Decision.DISCARD,
                    "aStaleIntentThatCannotBeProvenUnpublishedSaysSo"),
            row(
                    "its claims are stale",
                    "one moved",
                    situation -> situation.stale() && situation.moved(),
                    Decision.ROLL_BACK,
                    "aStaleIntentThatMovedATableIsRolledBack"),
            row(
                    "its claims are stale",
                    "none moved",
                    Situation::stale,
                    Decision.DISCARD,
                    "aStaleIntentThatMovedNothingIsDiscarded"),
            row(
                    "its offsets were changed since, and a graph version after its base is missing",
                    "one moved",
                    situation -> situation.superseded() && situation.unproven() && situation.moved(),
                    Decision.ROLL_BACK,
                    "aSupersededIntentThatCannotBeProvenUnpublishedSaysSo"),
            row(
                    "its offsets were changed since, and a graph version after its base is missing",
                    "none moved",
                    situation -> situation.superseded() && situation.unproven(),
                    Decision.DISCARD,
                    "aSupersededIntentThatCannotBeProvenUnpublishedSaysSo"),
            row(
                    "its offsets were changed since",
                    "one moved",
                    situation -> situation.superseded() && situation.moved(),
                    Decision.ROLL_BACK,
                    "aSupersededIntentThatMovedATableIsRolledBack"),
            row(
                    "its offsets were changed since",
                    "none moved",
                    Situation::superseded,
                    Decision.DISCARD,
                    "aSupersededIntentThatMovedNothingIsDiscarded"),
            row(
                    "a table of it was dropped",
                    "another one moved",
                    situation -> !situation.facts().tablesKnown() && situation.moved(),
                    Decision.ROLL_BACK,
                    "anIntentForADroppedTableThatMovedAnotherIsRolledBack"),
            row(
                    "a table of it was dropped",
                    "none moved",
                    situation -> !situation.facts().tablesKnown(),
                    Decision.DISCARD,
                    "anIntentForADroppedTableThatMovedNothingIsDiscarded"),
            row(
                    "its reads moved",
                    "one moved",
                    situation -> !situation.facts().readsHold() && situation.moved(),
                    Decision.ROLL_BACK,
                    "anIntentWhoseReadsMovedAfterItMovedATableIsRolledBack"),
            row(
                    "its reads moved",
                    "none moved",
                    situation -> !situation.facts().readsHold(),
                    Decision.DISCARD,
                    "anIntentWhoseReadsMovedBeforeItMovedATableIsDiscarded"),
            row(
                    "it is maintenance that was overtaken, or that has lost a file",
                    "one moved",
                    situation -> situation.facts().work() != Work.REMAINS && situation.moved(),
                    Decision.ROLL_BACK,
                    "overtakenMaintenanceThatMovedATableIsRolledBack"),
            row(
                    "it is maintenance that was overtaken, or that has lost a file",
                    "none moved",
                    situation -> situation.facts().work() != Work.REMAINS,
                    Decision.DISCARD,
                    "overtakenMaintenanceThatMovedNothingIsDiscarded"),
            row(
                    "it moves offsets only",
                    "it has none",
                    situation -> situation.shapes().isEmpty(),
                    Decision.ROLL_FORWARD,
                    "anIntentThatOnlyMovesOffsetsIsRolledForward"),
            row(
                    "it holds",
                    "each is APPLIED",
                    situation -> situation.shapes().stream().allMatch(TableShape.APPLIED::equals),
                    Decision.PUBLISH,
                    "anIntentWhoseEffectIsOnEveryTableIsPublished"),
            row(
                    "it holds",
                    "some are APPLIED; the others UNMOVED, RESTORED, PARTIAL or STRAY",
                    situation -> situation.has(TableShape.APPLIED),
                    Decision.COMPLETE,
                    "anIntentWhoseEffectIsOnSomeTablesIsCompleted"),
            row(
                    "it holds",
                    "each is UNMOVED, RESTORED, PARTIAL or STRAY",
                    situation -> true,
                    Decision.ROLL_FORWARD,
                    "anIntentWhoseEffectIsOnNoTableIsRolledForward"));

    private DecisionTable() {}

    /**
     * @param intent when it fits, seen from the intent and the graph, in words
     * @param tables when it fits, seen from the tables
     * @param fits the same as a condition, for situations that no earlier row fits
     * @param test the method of {@link RulingTest} that holds it
     */
    record Row(String intent, String tables, Predicate<Situation> fits, Decision decision, String test) {}

    /** The row that decides. */
    static Row rowOf(Situation situation) {
        return ROWS.stream()
                .filter(row -> row.fits().test(situation))
                .findFirst()
                .orElseThrow();
    }

    private static Row row(String intent, String tables, Predicate<Situation> fits, Decision decision, String test) {
        return new Row(intent, tables, fits, decision, test);
    }
}
