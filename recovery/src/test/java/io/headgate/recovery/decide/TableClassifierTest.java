package io.headgate.recovery.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headgate.recovery.decide.Movement.Made;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TableClassifierTest {

    private static final long PIN = 5;
    private static final TransactionId PINNED_BY = new TransactionId("made-the-pin");
    private static final Attempt OURS = attempt(PIN, "ours");
    private static final Attempt IN_STEPS = attempt(PIN, "step-1", "step-2", "step-3");

    @Test
    void aHeadAtThePinIsUnmoved() {
        assertThat(shape(history(), OURS)).isEqualTo(TableShape.UNMOVED);
    }

    @Test
    void anAttemptThatLandedOnThePinIsApplied() {
        TableFinding finding = finding(history().commit("ours"), attempt(4, "older"), OURS);

        assertThat(finding.shape()).isEqualTo(TableShape.APPLIED);
        assertThat(finding.attempt()).contains(OURS);
        assertThat(finding.pinned()).isEqualTo(PIN);
        assertThat(finding.head()).isEqualTo(PIN + 1);
    }

    @Test
    void aHeadRightAfterThePinByAnotherIntentIsStray() {
        assertThat(shape(history().commit("another"), OURS)).isEqualTo(TableShape.STRAY);
    }

    @Test
    void movementsOfThisGraphAreStrayWhenNoIntentIsInMind() {
        assertThat(shape(history().commit("sleeper"))).isEqualTo(TableShape.STRAY);
    }

    @Test
    void anAttemptThatLandedTooHighIsStray() {
        assertThat(shape(history().commit("another").commitOn(PIN, "ours"), OURS))
                .isEqualTo(TableShape.STRAY);
    }

    @Test
    void anAttemptThatLandedRightAfterARestoreItWasNotBuiltOnIsStray() {
        assertThat(shape(history().commit("another").restore(PIN).commitOn(PIN, "ours"), OURS))
                .isEqualTo(TableShape.STRAY);
    }

    @Test
    void anAttemptNotBuiltOnTheVersionItWasAnnouncedForIsStray() {
        assertThat(shape(history().commit("another").restore(PIN).commitOn(PIN, "ours"), attempt(PIN + 2, "ours")))
                .isEqualTo(TableShape.STRAY);
        assertThat(shape(history().commit("step-1").commitOn(PIN, "step-2"), IN_STEPS))
                .isEqualTo(TableShape.STRAY);
    }

    @Test
    void anAttemptStagedOnAnotherVersionThanItLandedOnIsStray() {
        assertThat(shape(history().commit("another").restore(PIN).commit("ours"), OURS))
                .isEqualTo(TableShape.STRAY);
    }

    @Test
    void anAttemptOnARestoredVersionIsApplied() {
        Attempt onRestored = attempt(PIN + 2, "ours-again");

        TableFinding finding = finding(history().commit("another").restore(PIN).commit("ours-again"), OURS, onRestored);

        assertThat(finding.shape()).isEqualTo(TableShape.APPLIED);
        assertThat(finding.attempt()).contains(onRestored);
    }

    @Test
    void anAttemptOnAStrayVersionIsStray() {
        assertThat(shape(history().commit("another").commit("ours"), attempt(PIN + 1, "ours")))
                .isEqualTo(TableShape.STRAY);
    }

    @Test
    void anEffectWithSomethingOfOursOnTopIsStray() {
        assertThat(shape(history().commit("ours").commit("another"), OURS)).isEqualTo(TableShape.STRAY);
    }

    @Test
    void anEffectAppliedTwiceIsStray() {
        assertThat(shape(history().commit("ours").commitOn(PIN, "ours"), OURS)).isEqualTo(TableShape.STRAY);
    }

    @Test
    void anEffectThatWasRestoredOverIsRestored() {
        TableFinding finding = finding(history().commit("ours").restore(PIN), OURS);

        assertThat(finding.shape()).isEqualTo(TableShape.RESTORED);
        assertThat(finding.attempt()).isEmpty();
    }

    @Test
    void aRestoreOfThePinIsRestoredWhateverItWasBuiltOn() {
        assertThat(shape(history().commit("another").commit("sleeper").restoreOn(PIN, PIN), OURS))
                .isEqualTo(TableShape.RESTORED);
    }

    @Test
    void aRestoreOfAnotherVersionThanThePinIsStray() {
        assertThat(shape(history().commit("ours").restore(PIN - 1), OURS)).isEqualTo(TableShape.STRAY);
    }

    @Test
    void aRestoreOfARestoredVersionIsStray() {
        assertThat(shape(history().restore(PIN).restore(PIN + 1), OURS)).isEqualTo(TableShape.STRAY);
    }

    @Test
    void everyStepOfAnAttemptIsApplied() {
        TableFinding finding =
                finding(history().commit("step-1").commit("step-2").commit("step-3"), IN_STEPS);

        assertThat(finding.shape()).isEqualTo(TableShape.APPLIED);
        assertThat(finding.attempt()).contains(IN_STEPS);
    }

    @Test
    void theFirstStepsOfAnAttemptArePartial() {
        TableFinding finding = finding(history().commit("step-1").commit("step-2"), IN_STEPS);

        assertThat(finding.shape()).isEqualTo(TableShape.PARTIAL);
        assertThat(finding.reason()).contains("2 of 3 steps");
        assertThat(finding.attempt()).isEmpty();
    }

    @Test
    void stepsWithSomethingInBetweenAreStray() {
        assertThat(shape(
                        history()
                                .commit("step-1")
                                .commit("another")
                                .commit("step-2")
                                .commit("step-3"),
                        IN_STEPS))
                .isEqualTo(TableShape.STRAY);
        assertThat(shape(history().commit("step-1").commit("another").commitOn(PIN + 1, "step-2"), IN_STEPS))
                .isEqualTo(TableShape.STRAY);
    }

    @Test
    void stepsWithARestoreInBetweenAreStray() {
        assertThat(shape(
                        history().commit("step-1").restore(PIN).commit("step-2").commit("step-3"), IN_STEPS))
                .isEqualTo(TableShape.STRAY);
    }

    @Test
    void stepsOfTwoAttemptsMixedAreStray() {
        Attempt other = attempt(PIN, "other-1", "other-2", "other-3");

        assertThat(shape(history().commit("step-1").commit("other-2").commit("step-3"), IN_STEPS, other))
                .isEqualTo(TableShape.STRAY);
    }

    @Test
    void stepsOutOfOrderAreStray() {
        assertThat(shape(history().commit("step-1").commit("step-3"), IN_STEPS)).isEqualTo(TableShape.STRAY);
        assertThat(shape(history().commit("step-2").commit("step-3"), IN_STEPS)).isEqualTo(TableShape.STRAY);
    }

    @Test
    void aVersionWithoutATransactionIsForeign() {
        TableFinding finding = finding(history().commit("ours").unreadable(), OURS);

        assertThat(finding.shape()).isEqualTo(TableShape.FOREIGN);
        assertThat(finding.reason()).contains("version 7");
    }

    @Test
    void aTransactionOfAnotherGraphIsForeignEvenUnderARestoreOfOurs() {
        TableFinding finding = finding(history().foreign("theirs").restore(PIN), OURS);

        assertThat(finding.shape()).isEqualTo(TableShape.FOREIGN);
        assertThat(finding.reason()).contains("version 6", "Append", "theirs");
    }

    @Test
    void aTransactionWithAnAnnouncedIdButWithoutOurPropertiesIsForeign() {
        assertThat(shape(history().foreign("ours"), OURS)).isEqualTo(TableShape.FOREIGN);
    }

    @Test
    void aHeadBehindThePinIsBehind() {
        TableFinding finding = classifier(PINNED_BY).classify(PIN - 2, List.of(), List.of(OURS));

        assertThat(finding.shape()).isEqualTo(TableShape.BEHIND);
        assertThat(finding.reason()).contains("after 3", "names 5");
    }

    @Test
    void aPinMadeByTheIntentIsPublished() {
        assertThat(classifier(OURS.last())
                        .classify(PIN, List.of(), List.of(OURS))
                        .shape())
                .isEqualTo(TableShape.PUBLISHED);
    }

    @Test
    void aPinMadeByTheIntentIsPublishedWhateverFollowed() {
        TableClassifier classifier = classifier(IN_STEPS.last());

        assertThat(Stream.of(
                                history().commit("another"),
                                history().restore(PIN),
                                history().foreign("theirs"),
                                history().unreadable())
                        .map(after -> classifier
                                .classify(after.head(), after.movements, List.of(IN_STEPS))
                                .shape()))
                .containsOnly(TableShape.PUBLISHED);
        assertThat(classifier.classify(PIN - 1, List.of(), List.of(IN_STEPS)).shape())
                .isEqualTo(TableShape.PUBLISHED);
    }

    @Test
    void aPinMadeByAStepThatIsNotTheLastProvesNothing() {
        assertThat(classifier(new TransactionId("step-1"))
                        .classify(PIN, List.of(), List.of(IN_STEPS))
                        .shape())
                .isEqualTo(TableShape.UNMOVED);
    }

    @Test
    void aHistoryWithAHoleIsNotJudged() {
        History whole = history().commit("one").commit("two");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier(PINNED_BY).classify(7, whole.movements.subList(1, 2), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifier(PINNED_BY).classify(8, whole.movements, List.of()));
    }

    private static TableShape shape(History history, Attempt... attempts) {
        return finding(history, attempts).shape();
    }

    private static TableFinding finding(History history, Attempt... attempts) {
        return classifier(PINNED_BY).classify(history.head(), history.movements, List.of(attempts));
    }

    private static TableClassifier classifier(TransactionId pinnedBy) {
        return new TableClassifier(new TableId("t1"), "Person", PIN, pinnedBy);
    }

    private static Attempt attempt(long onVersion, String... steps) {
        return new Attempt(onVersion, Stream.of(steps).map(TransactionId::new).toList(), 10);
    }

    private static History history() {
        return new History();
    }

    /** The versions after the pin, in the order in which they are added. */
    private static final class History {

        private final List<Movement> movements = new ArrayList<>();

        long head() {
            return PIN + movements.size();
        }

        /** A transaction of ours, built on the HEAD. */
        History commit(String transaction) {
            return commitOn(head(), transaction);
        }

        History commitOn(long version, String transaction) {
            return made(transaction, version, true, OptionalLong.empty());
        }

        History restore(long version) {
            return restoreOn(head(), version);
        }

        History restoreOn(long builtOn, long version) {
            return made("restore-" + head(), builtOn, true, OptionalLong.of(version));
        }

        History foreign(String transaction) {
            return made(transaction, head(), false, OptionalLong.empty());
        }

        History unreadable() {
            movements.add(new Movement(head() + 1, Optional.empty()));
            return this;
        }

        private History made(String transaction, long builtOn, boolean ours, OptionalLong restores) {
            String operation = restores.isPresent() ? "Restore" : "Append";
            Made made = new Made(new TransactionId(transaction), builtOn, operation, ours, restores);
            movements.add(new Movement(head() + 1, Optional.of(made)));
            return this;
        }
    }
}
