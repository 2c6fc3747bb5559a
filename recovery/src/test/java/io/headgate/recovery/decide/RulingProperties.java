package io.headgate.recovery.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.decide.Facts.Branch;
import io.headgate.recovery.decide.Facts.ClaimState;
import io.headgate.recovery.decide.Facts.History;
import io.headgate.recovery.decide.Facts.Work;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What must be true of every ruling, over every combination of facts with every combination of shapes of no, one and two
 * tables. More tables add nothing: the rules only ask whether some table, each table or no table is of a shape.
 */
final class RulingProperties {

    private static final int MOST_TABLES = 2;

    private final List<Situation> all = Situation.all(MOST_TABLES);

    @Test
    void everyCombinationIsThere() {
        int facts = 3 * 2 * 3 * 2 * 4 * 2 * 2 * 2 * (1 + Work.values().length);
        int shapes = TableShape.values().length;

        assertThat(all).hasSize(facts * (1 + shapes + shapes * shapes)).doesNotHaveDuplicates();
    }

    @Test
    void itGoesForwardExactlyWhenNothingSpeaksAgainstIt() {
        holds(situation -> decision(situation).goesForward() == mayGoForward(situation));
    }

    @Test
    void whatGoesForwardIsNamedForWhatTheTablesHold() {
        whenever(this::mayGoForward, situation -> {
            long applied = situation.count(TableShape.APPLIED);
            long tables = situation.shapes().size();
            return switch (decision(situation)) {
                case PUBLISH -> applied == tables && tables > 0;
                case COMPLETE -> applied > 0 && applied < tables;
                default -> applied == 0;
            };
        });
    }

    @Test
    void whatIsPublishedIsNeverDiscardedAndNeverPublishedAgain() {
        whenever(
                situation -> isOursToSettle(situation) && isProvenPublished(situation),
                situation -> decision(situation) == Decision.CONVERGED
                        || isDecidedWithoutTables(situation)
                                && (!decision(situation).discards()
                                        || situation.facts().maintenance())
                                && !decision(situation).goesForward());
    }

    @Test
    void nothingConvergesWithoutProof() {
        whenever(situation -> decision(situation) == Decision.CONVERGED, this::isProvenPublished);
    }

    @Test
    void discardingNeedsAReasonThatNoLaterVersionTakesBack() {
        whenever(
                situation -> decision(situation).discards(),
                situation -> situation.facts().branch() == Branch.GONE || doesNotHold(situation));
    }

    @Test
    void whatHoldsIsNeverDiscarded() {
        whenever(
                situation -> situation.facts().branch() != Branch.GONE && !doesNotHold(situation),
                situation -> !decision(situation).discards());
    }

    @Test
    void tablesAreRestoredExactlyWhenADiscardedIntentFindsOneMoved() {
        whenever(
                situation -> decision(situation).discards()
                        && situation.facts().branch() == Branch.THIS
                        && !isDroppedForAPerson(situation),
                situation -> (decision(situation) == Decision.ROLL_BACK) == situation.moved());
    }

    @Test
    void anIntentOfAGoneBranchIsAlwaysDiscarded() {
        whenever(
                situation -> situation.facts().branch() == Branch.GONE,
                situation -> decision(situation) == Decision.DISCARD);
    }

    @Test
    void anIntentOfAnotherBranchOrOfALiveOwnerIsAlwaysLeft() {
        whenever(
                situation -> situation.facts().branch() == Branch.OTHER
                        || situation.facts().branch() == Branch.THIS
                                && !situation.facts().ownerGone(),
                situation -> decision(situation) == Decision.LEAVE);
    }

    @Test
    void nothingIsWrittenOverWhatNeedsAPerson() {
        whenever(
                situation -> isOursToSettle(situation) && situation.needsAPerson(),
                situation -> List.of(Decision.REFUSE, Decision.LEAVE, Decision.CONVERGED)
                                .contains(decision(situation))
                        || situation.facts().maintenance() && decision(situation) == Decision.DISCARD);
    }

    /** A physical operation never stops a logical one: whatever maintenance left, writers go on. */
    @Test
    void maintenanceIsNeverRefused() {
        whenever(situation -> situation.facts().maintenance(), situation -> decision(situation) != Decision.REFUSE);
    }

    /** Liveness: whatever our own writers can have left is settled without a person. */
    @Test
    void whatOurWritersLeftIsNeverRefused() {
        whenever(
                situation -> !situation.needsAPerson()
                        && situation.facts().history() == History.SAME
                        && (!situation.unproven() || situation.facts().movesOffsets()),
                situation -> decision(situation) != Decision.REFUSE);
    }

    /** Liveness: an intent is left lying only to somebody who has yet to act. */
    @Test
    void nothingIsLeftWithoutSomebodyToWaitFor() {
        whenever(
                situation -> decision(situation) == Decision.LEAVE,
                situation -> situation.facts().branch() == Branch.OTHER
                        || !situation.facts().ownerGone()
                        || situation.facts().claims() == ClaimState.AHEAD);
    }

    @Test
    void everyRulingHasAReason() {
        holds(situation -> !situation.ruling().reason().isBlank());
    }

    @Test
    void theSameSituationIsRuledTheSame() {
        holds(situation -> situation.ruling().equals(situation.ruling()));
    }

    @Test
    void theOrderOfTablesDoesNotMatter() {
        holds(situation -> {
            List<TableShape> shapes = situation.shapes();
            List<TableShape> reversed = shapes.size() < 2 ? shapes : List.of(shapes.get(1), shapes.get(0));
            return decision(situation) == decision(new Situation(situation.facts(), reversed));
        });
    }

    @Test
    void lookingAtTheTablesChangesNothingThatIsDecidedBefore() {
        holds(situation -> situation.ruling().equals(Ruling.withTables(situation.facts(), situation.findings())));
    }

    /** The second run of a recovery finds what the first one left: published, or nothing to restore. */
    @Test
    void whatWasCarriedOutIsNotCarriedOutAgain() {
        whenever(
                situation -> decision(situation).goesForward(),
                situation -> decision(situation.publication(Situation.PUBLISHED).claims(ClaimState.STALE))
                        == Decision.CONVERGED);
        whenever(
                situation -> decision(situation) == Decision.ROLL_BACK,
                situation -> decision(new Situation(
                                situation.facts(),
                                situation.shapes().stream()
                                        .map(shape -> TableShape.UNMOVED)
                                        .toList()))
                        == Decision.DISCARD);
    }

    private boolean mayGoForward(Situation situation) {
        Facts facts = situation.facts();
        return facts.branch() == Branch.THIS
                && facts.ownerGone()
                && !isProvenPublished(situation)
                && (facts.movesOffsets() || facts.maintenance() || !situation.unproven())
                && facts.work() == Work.REMAINS
                && facts.history() == History.SAME
                && facts.claims() == ClaimState.CONTINUE
                && facts.readsHold()
                && facts.tablesKnown()
                && !situation.needsAPerson();
    }

    private boolean isProvenPublished(Situation situation) {
        return situation.facts().publication().isPublished() || situation.has(TableShape.PUBLISHED);
    }

    private static boolean isOursToSettle(Situation situation) {
        return situation.facts().branch() == Branch.THIS && situation.facts().ownerGone();
    }

    /** Where the tables are not asked, though they would show that the intent is published. */
    private static boolean isDecidedWithoutTables(Situation situation) {
        return situation.facts().history() == History.DIFFERENT
                || situation.facts().claims() == ClaimState.AHEAD;
    }

    /** Maintenance that is dropped without a look at its tables, or beside one that a person has to look at. */
    private static boolean isDroppedForAPerson(Situation situation) {
        return situation.facts().maintenance()
                && (situation.needsAPerson() || situation.facts().history() == History.DIFFERENT);
    }

    private static boolean doesNotHold(Situation situation) {
        Facts facts = situation.facts();
        return isDroppedForAPerson(situation)
                || facts.work() != Work.REMAINS
                || facts.claims() == ClaimState.STALE
                || facts.claims() == ClaimState.SUPERSEDED
                || !facts.readsHold()
                || !facts.tablesKnown();
    }

    private static Decision decision(Situation situation) {
        return situation.ruling().decision();
    }

    private void holds(Predicate<Situation> property) {
        whenever(situation -> true, property);
    }

    private void whenever(Predicate<Situation> condition, Predicate<Situation> property) {
        List<Situation> relevant = all.stream().filter(condition).toList();

        assertThat(relevant).as("situations to check").isNotEmpty();
        assertThat(relevant.stream().filter(property.negate()).limit(3))
                .as("rulings that break the rule, each with its situation")
                .extracting(situation -> situation.ruling() + " in " + situation)
                .isEmpty();
    }
}
