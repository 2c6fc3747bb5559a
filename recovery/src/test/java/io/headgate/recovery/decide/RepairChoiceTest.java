package io.headgate.recovery.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.decide.RepairFacts.Comparison;
import io.headgate.recovery.id.TransactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Tables are pinned at version 5. */
final class RepairChoiceTest {

    private static final Optional<Comparison> SAME = Optional.of(new Comparison(true, "the same 3 rows"));
    private static final Optional<Comparison> DIFFERENT = Optional.of(new Comparison(false, "different rows"));

    @Test
    void maintenanceThatChangedNoRowIsAdoptedWithForceAndWithout() {
        RepairFacts facts = facts(SAME, foreign(), foreign());

        assertThat(RepairChoice.of(facts, false))
                .isEqualTo(new RepairChoice(RepairAction.ADOPT, 7, false, "the same 3 rows"));
        assertThat(RepairChoice.of(facts, true)).isEqualTo(RepairChoice.of(facts, false));
    }

    @Test
    void changedRowsAreRestoredWithoutForceAndAdoptedWithIt() {
        RepairFacts facts = facts(DIFFERENT, foreign(), foreign());

        assertThat(RepairChoice.of(facts, false))
                .isEqualTo(new RepairChoice(RepairAction.RESTORE, 5, true, "different rows"));
        assertThat(RepairChoice.of(facts, true))
                .isEqualTo(new RepairChoice(RepairAction.ADOPT_AS_IS, 7, false, "different rows"));
    }

    @Test
    void pinnedContentThatWasRestoredAndNotPublishedIsAdoptedWithoutALookAtTheRows() {
        RepairFacts facts = facts(Optional.empty(), foreign(), restore(5));

        assertThat(RepairChoice.of(facts, false).action()).isEqualTo(RepairAction.ADOPT);
        assertThat(RepairChoice.of(facts, false).content()).isEqualTo(7);
        assertThat(RepairChoice.of(facts, false).restored()).isFalse();
    }

    @Test
    void contentOnARestoredPinIsJudgedByItsRows() {
        assertThat(RepairChoice.of(facts(SAME, foreign(), restore(5), foreign()), false)
                        .action())
                .isEqualTo(RepairAction.ADOPT);
        assertThat(RepairChoice.of(facts(DIFFERENT, foreign(), restore(5), foreign()), false)
                        .action())
                .isEqualTo(RepairAction.RESTORE);
    }

    @Test
    void foreignContentThatWasRestoredAndNotPublishedIsAdoptedByForceWhereItLies() {
        RepairFacts facts = facts(DIFFERENT, foreign(), ours(), restore(6));

        assertThat(RepairChoice.of(facts, true).action()).isEqualTo(RepairAction.ADOPT_AS_IS);
        assertThat(RepairChoice.of(facts, true).content()).isEqualTo(8);
        assertThat(RepairChoice.of(facts, true).restored()).isFalse();
    }

    @Test
    void forceAdoptsNoUnpublishedWriteOfTheGraphThatLandedOnTop() {
        RepairFacts facts = facts(Optional.empty(), foreign(), foreign(), ours(), foreign());

        assertThat(RepairChoice.of(facts, true).action()).isEqualTo(RepairAction.ADOPT_AS_IS);
        assertThat(RepairChoice.of(facts, true).content()).isEqualTo(7);
        assertThat(RepairChoice.of(facts, true).restored()).isTrue();
        assertThat(RepairChoice.of(facts, false).action()).isEqualTo(RepairAction.RESTORE);
    }

    @Test
    void forceRestoresWhenEverythingForeignStandsOnAnUnpublishedWrite() {
        RepairChoice choice = RepairChoice.of(facts(Optional.empty(), ours(), foreign()), true);

        assertThat(choice.action()).isEqualTo(RepairAction.RESTORE);
        assertThat(choice.content()).isEqualTo(5);
        assertThat(choice.reason()).contains("unpublished write", "nothing to adopt");
    }

    @Test
    void forceRestoresWhatCannotBePublished() {
        RepairFacts facts = new RepairFacts(5, 6, movements(foreign()), DIFFERENT, Optional.of("other columns"));

        assertThat(RepairChoice.of(facts, true).action()).isEqualTo(RepairAction.RESTORE);
        assertThat(RepairChoice.of(facts, true).reason()).contains("version 6", "other columns");
    }

    @Test
    void versionThatDoesNotShowItsMakerIsNotAdoptedNorAnyAboveIt() {
        RepairFacts above = facts(Optional.empty(), Optional.empty(), foreign());
        RepairFacts below = facts(Optional.empty(), foreign(), Optional.empty(), restore(5));

        assertThat(RepairChoice.of(above, false).action()).isEqualTo(RepairAction.RESTORE);
        assertThat(RepairChoice.of(above, true).action()).isEqualTo(RepairAction.RESTORE);
        assertThat(RepairChoice.of(below, false).action()).isEqualTo(RepairAction.RESTORE);
        assertThat(RepairChoice.of(below, true))
                .matches(choice ->
                        choice.action() == RepairAction.ADOPT_AS_IS && choice.content() == 6 && choice.restored());
    }

    @Test
    void restoreOfAVersionBeforeThePinProvesNothing() {
        assertThat(RepairChoice.of(facts(Optional.empty(), foreign(), restore(3)), false)
                        .action())
                .isEqualTo(RepairAction.RESTORE);
    }

    @Test
    void contentsThatWereNotComparedAreNotJudged() {
        RepairFacts facts = facts(Optional.empty(), foreign());

        assertThatThrownBy(() -> RepairChoice.of(facts, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @SafeVarargs
    private static RepairFacts facts(Optional<Comparison> comparison, Optional<Movement.Made>... made) {
        return new RepairFacts(5, 5 + made.length, movements(made), comparison, Optional.empty());
    }

    @SafeVarargs
    private static List<Movement> movements(Optional<Movement.Made>... made) {
        List<Movement> movements = new ArrayList<>();
        for (Optional<Movement.Made> each : made) {
            movements.add(new Movement(6 + movements.size(), each));
        }
        return movements;
    }

    private static Optional<Movement.Made> foreign() {
        return made("Rewrite", false, OptionalLong.empty());
    }

    private static Optional<Movement.Made> ours() {
        return made("Append", true, OptionalLong.empty());
    }

    private static Optional<Movement.Made> restore(long version) {
        return made("Restore", true, OptionalLong.of(version));
    }

    private static Optional<Movement.Made> made(String operation, boolean ours, OptionalLong restores) {
        return Optional.of(new Movement.Made(new TransactionId("t"), 5, operation, ours, restores));
    }
}
