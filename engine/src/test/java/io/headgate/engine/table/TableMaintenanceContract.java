package io.headgate.engine.table;

import static io.headgate.engine.table.MaintenancePlan.Step.DELETE_AGAIN;
import static io.headgate.engine.table.MaintenancePlan.Step.REWRITE;
import static io.headgate.engine.table.SampleRows.edgeRow;
import static io.headgate.engine.table.SampleRows.emptyRow;
import static io.headgate.engine.table.SampleRows.fullRow;
import static io.headgate.engine.table.TableFixtures.ALL_TYPES;
import static io.headgate.engine.table.TableFixtures.column;
import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.row;
import static io.headgate.engine.table.TableFixtures.rows;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.FragmentRewrite;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** What every table store promises about the layout of a table, and about writing fragments once more in another shape. */
public abstract class TableMaintenanceContract extends TableMaintenanceHarness {

    private static final Map<String, Object> ADA_OLDER = person("ada", "Ada", 37);

    // ---- layout

    @Test
    void layoutOfAnEmptyTableHasNothing() {
        assertThat(create().layout()).isEqualTo(new TableLayout(List.of(), List.of()));
    }

    @Test
    void layoutCountsFragmentsRowsAndDeletedRows() {
        PinnedTable table = delete(append(append(create(), people(0, 10)), ADA), "p3", "p4");

        List<FragmentLayout> fragments = table.layout().fragments();

        assertThat(fragments).extracting(FragmentLayout::rows).containsExactly(8L, 1L);
        assertThat(fragments).extracting(FragmentLayout::deletedRows).containsExactly(2L, 0L);
        assertThat(fragments.get(0).id()).isLessThan(fragments.get(1).id());
        assertThat(table.layout().segments()).isEmpty();
    }

    @Test
    void upsertDeletesFromOldFragmentsAndAddsANewOne() {
        PinnedTable table = replace(append(create(), ADA, BOB), List.of("ada"), ADA_OLDER);

        assertThat(table.layout().fragments()).extracting(FragmentLayout::rows).containsExactly(1L, 1L);
        assertThat(table.layout().fragments())
                .extracting(FragmentLayout::deletedRows)
                .containsExactly(1L, 0L);
    }

    @Test
    void fragmentWithoutAnyRowLeftIsNoLongerInTheLayout() {
        PinnedTable table = append(append(create(), ADA), BOB);

        assertThat(fragments(delete(table, "ada"))).containsExactly(fragment(table, 1));
    }

    @Test
    void layoutIsThatOfThePinnedVersion() {
        PinnedTable pinned = append(create(), ADA, BOB);
        TableLayout before = pinned.layout();

        rewriteAll(delete(append(openAt(other, 2), EVE), "ada"));

        assertThat(pinned.layout()).isEqualTo(before);
        assertThat(openAt(other, 2).layout()).isEqualTo(before);
    }

    @Test
    void fragmentsOfVersionsThatWereTakenBackLeaveTheirIdsUnused() {
        PinnedTable base = append(create(), ADA);
        int takenBack = fragment(append(openAt(other, 2), EVE), 1);

        PinnedTable table = append(closingAtEnd(base.restore(stamp())), BOB);

        assertThat(fragment(table, 1)).isGreaterThan(takenBack);
    }

    // ---- rewriting

    @Test
    void rewriteOfSeveralFragmentsMakesOneAndKeepsTheContent() {
        PinnedTable table = delete(append(append(append(create(), people(0, 50)), people(50, 50)), ADA), "p7", "p77");
        List<Map<String, Object>> content = rows(table);
        FragmentRewrite staged = stageRewriteOfAll(table);

        MaintenancePlan plan = plan(table, staged);
        PinnedTable rewritten = carryOut(table, plan);

        assertThat(staged.rows()).isEqualTo(99);
        assertThat(plan).isEqualTo(new MaintenancePlan(5, List.of(staged), List.of(), List.of(REWRITE)));
        assertThat(rewritten.version()).isEqualTo(6);
        assertThat(rewritten.rowCount()).isEqualTo(99);
        assertThat(rows(openAt(other, 6))).containsExactlyElementsOf(content);
        assertThat(rewritten.layout().fragments()).hasSize(1);
        assertThat(rewritten.layout().fragments().get(0).rows()).isEqualTo(99);
        assertThat(rewritten.layout().fragments().get(0).deletedRows()).isZero();
        assertThat(rewritten.layout().fragments().get(0).id()).isGreaterThan(fragment(table, 2));
    }

    @Test
    void rewriteOfOneFragmentDropsItsDeletedRows() {
        PinnedTable table = delete(append(append(create(), people(0, 10)), ADA), "p0", "p9");

        PinnedTable rewritten = carryOut(table, stageRewrite(table, 0));

        assertThat(rewritten.layout().fragments())
                .extracting(FragmentLayout::deletedRows)
                .containsExactly(0L, 0L);
        assertThat(rows(rewritten)).containsExactlyInAnyOrderElementsOf(rows(table));
    }

    @Test
    void rewriteLeavesOtherFragmentsAsTheyAre() {
        PinnedTable table = delete(append(append(append(create(), ADA), people(0, 9)), BOB), "p4");

        PinnedTable rewritten = carryOut(table, stageRewrite(table, 0, 2));

        assertThat(rewritten.layout().fragments()).hasSize(2);
        assertThat(rewritten.layout().fragments().get(0))
                .isEqualTo(table.layout().fragments().get(1));
        assertThat(rows(rewritten)).containsExactlyInAnyOrderElementsOf(rows(table));
    }

    @Test
    void rewriteWritesNoMoreRowsIntoAFileThanItMay() {
        PinnedTable table = append(append(create(), people(0, 4)), people(4, 3));

        PinnedTable rewritten = carryOut(table, table.stageRewrite(fragments(table), 3));

        assertThat(rewritten.layout().fragments())
                .extracting(FragmentLayout::rows)
                .containsExactly(3L, 3L, 1L);
        assertThat(rows(rewritten)).containsExactlyElementsOf(people(0, 7));
    }

    /** Also across files, whatever the order of the fragments is and wherever rows were missing before. */
    @Test
    void rowsThatWereDeletedSinceTheyWereReadAreTheOnesThatGo() {
        PinnedTable table = append(append(append(create(), people(0, 20)), people(20, 20)), people(40, 20));
        table = delete(table, "p0", "p21", "p22", "p59");
        FragmentRewrite staged =
                table.stageRewrite(List.of(fragment(table, 2), fragment(table, 0), fragment(table, 1)), 7);
        PinnedTable later = delete(table, "p1", "p2", "p3", "p19", "p23", "p39", "p40", "p41", "p57", "p58");

        PinnedTable rewritten = carryOut(later, staged);

        assertThat(rewritten.layout().fragments()).hasSizeGreaterThan(3);
        assertThat(rows(rewritten)).containsExactlyInAnyOrderElementsOf(rows(later));
    }

    @Test
    void rewrittenRowsAreInTheOrderOfTheFragmentsThatWereGiven() {
        PinnedTable table = append(append(create(), ADA, BOB), EVE);

        assertThat(rows(carryOut(table, stageRewrite(table, 1, 0)))).containsExactly(EVE, ADA, BOB);
    }

    @Test
    void rewrittenTableTakesEveryKindOfChange() {
        PinnedTable table = rewriteAll(append(append(create(), ADA, BOB), EVE));

        PinnedTable replaced = replace(table, List.of("ada", "zoe"), ADA_OLDER, person("zoe", "Zoe", 5));
        PinnedTable again = rewriteAll(delete(replaced, "bob", "zoe"));
        PinnedTable overwritten =
                closingAtEnd(committed(again.commit(again.stageOverwrite(stage(again, BOB)), stamp())));

        assertThat(rows(replaced)).containsExactlyInAnyOrder(BOB, EVE, ADA_OLDER, person("zoe", "Zoe", 5));
        assertThat(rows(again)).containsExactly(EVE, ADA_OLDER);
        assertThat(rows(append(overwritten, ADA))).containsExactly(BOB, ADA);
    }

    @Test
    void everyColumnTypeIsTheSameAfterARewrite() {
        PinnedTable created = closingAtEnd(store.createIfAbsent(PATH, ALL_TYPES, stamp()));
        PinnedTable table = append(append(created, fullRow("full"), emptyRow("null")), edgeRow("edge"));

        assertThat(rows(rewriteAll(table))).containsExactly(fullRow("full"), emptyRow("null"), edgeRow("edge"));
    }

    @Test
    void tableWithoutIdsCanBeRewritten() {
        Schema letters = new Schema(List.of(
                column("reason", new ArrowType.Utf8(), true), column("offset", new ArrowType.Int(64, true), true)));
        PinnedTable created = closingAtEnd(store.createIfAbsent(PATH, letters, stamp()));
        Map<String, Object> one = row("reason", "bad", "offset", 1L);
        PinnedTable table = append(append(append(created, one), one), row("reason", null, "offset", 2L));
        FragmentRewrite staged = stageRewrite(table, 0, 1);

        PinnedTable rewritten = carryOut(append(table, one), staged);

        assertThat(rewritten.layout().fragments()).hasSize(3);
        assertThat(rows(rewritten)).containsExactlyInAnyOrder(one, one, one, row("reason", null, "offset", 2L));
    }

    @Test
    void stagingARewriteMovesNoHead() {
        PinnedTable table = append(append(create(), ADA), BOB);
        TableLayout before = table.layout();

        table.stageStep(plan(table, stageRewriteOfAll(table)), 0);

        assertThat(table.headVersion()).isEqualTo(3);
        assertThat(openAt(other, 3).layout()).isEqualTo(before);
        assertThatThrownBy(() -> store.open(PATH, 4)).isInstanceOf(CorruptState.class);
    }

    // ---- what was deleted meanwhile

    @Test
    void rowsThatWereDeletedAfterStagingStayDeleted() {
        PinnedTable table = delete(append(append(create(), people(0, 10)), people(10, 10)), "p0", "p2", "p12");
        FragmentRewrite staged = stageRewriteOfAll(table);
        PinnedTable fewer = delete(delete(table, "p5", "p13"), "p9");

        MaintenancePlan plan = plan(fewer, staged);
        PinnedTable rewritten = carryOut(fewer, plan);

        assertThat(plan.steps()).containsExactly(REWRITE, DELETE_AGAIN);
        assertThat(rows(rewritten)).containsExactlyInAnyOrderElementsOf(rows(fewer));
        assertThat(rewritten.rowCount()).isEqualTo(14);
        assertThat(rewritten.layout().fragments())
                .extracting(FragmentLayout::rows)
                .containsExactly(14L);
        assertThat(rewritten.layout().fragments())
                .extracting(FragmentLayout::deletedRows)
                .containsExactly(3L);
    }

    @Test
    void rowsThatWereUpsertedAfterStagingKeepTheirNewValues() {
        PinnedTable table = append(append(create(), ADA, BOB), EVE);
        FragmentRewrite staged = stageRewriteOfAll(table);
        PinnedTable newer = replace(table, List.of("ada", "zoe"), ADA_OLDER, person("zoe", "Zoe", 5));

        PinnedTable rewritten = carryOut(newer, staged);

        assertThat(rows(rewritten)).containsExactlyInAnyOrder(ADA_OLDER, BOB, EVE, person("zoe", "Zoe", 5));
        assertThat(rewritten.rowCount()).isEqualTo(4);
        assertThat(rewritten.layout().fragments()).hasSize(2);
    }

    @Test
    void rowsOfOneKeyAreToldApartWhenTheyAreDeletedAgain() {
        Map<String, Object> first = person("ada", "first", 1);
        Map<String, Object> second = person("ada", "second", 2);
        PinnedTable table = append(create(), first, BOB);
        FragmentRewrite staged = stageRewriteOfAll(table);
        PinnedTable twice = replace(replace(table, List.of("ada"), second), List.of("nobody"), first);
        FragmentRewrite later = stageRewrite(twice, 1, 2);

        PinnedTable rewritten = carryOut(twice, List.of(staged, later), List.of());

        assertThat(rows(rewritten)).containsExactlyInAnyOrder(BOB, second, first);
        assertThat(rewritten.layout().fragments())
                .extracting(FragmentLayout::rows)
                .containsExactly(1L, 2L);
    }

    @Test
    void newFragmentOfWhichEveryRowWasDeletedMeanwhileIsGone() {
        PinnedTable table = append(append(create(), people(0, 3)), people(3, 3));
        FragmentRewrite staged = table.stageRewrite(fragments(table), 2);
        PinnedTable fewer = delete(table, "p0", "p1", "p4");

        PinnedTable rewritten = carryOut(fewer, staged);

        assertThat(ids(rewritten)).containsExactlyInAnyOrder("p2", "p3", "p5");
        assertThat(rewritten.layout().fragments())
                .extracting(FragmentLayout::rows)
                .containsExactly(2L, 1L);
    }

    @Test
    void rewriteOfWhichEveryRowWasDeletedMeanwhileIsLeftOut() {
        PinnedTable table = append(append(create(), ADA), BOB);
        FragmentRewrite staged = stageRewriteOfAll(table);

        PinnedTable empty = delete(table, "ada", "bob");

        assertThat(plan(empty, staged).isDone()).isTrue();
    }

    @Test
    void tableThatIsRewrittenUnderContinuousUpsertsHasTheContentOfTheUpserts() {
        PinnedTable table = append(append(create(), people(0, 20)), people(20, 20));
        for (int round = 0; round < 5; round++) {
            FragmentRewrite staged = stageRewriteOfAll(table);
            table = replace(table, List.of("p" + round, "p" + (20 + round)), person("p" + round, "new", -round));
            table = carryOut(table, staged);
        }

        assertThat(table.rowCount()).isEqualTo(35);
        assertThat(ids(table)).hasSize(35).doesNotHaveDuplicates().doesNotContain("p20", "p24");
        assertThat(rows(table))
                .contains(person("p0", "new", 0), person("p4", "new", -4), person("p25", "Person 25", 25));
    }

    // ---- planning

    @Test
    void severalRewritesAreOneTransaction() {
        PinnedTable table = append(append(append(append(create(), ADA), BOB), EVE), people(0, 2));
        FragmentRewrite one = stageRewrite(table, 0, 1);
        FragmentRewrite two = stageRewrite(table, 2, 3);
        PinnedTable fewer = delete(table, "p1");

        MaintenancePlan plan = plan(fewer, one, two);
        PinnedTable rewritten = carryOut(fewer, plan);

        assertThat(plan.steps()).containsExactly(REWRITE, DELETE_AGAIN);
        assertThat(rewritten.layout().fragments())
                .extracting(FragmentLayout::rows)
                .containsExactly(2L, 2L);
        assertThat(rows(rewritten)).containsExactlyInAnyOrder(ADA, BOB, EVE, person("p0", "Person 0", 0));
    }

    @Test
    void rewriteOfAFragmentThatIsGoneIsLeftOutAndTheOthersGoOn() {
        PinnedTable table = append(append(append(append(create(), ADA), BOB), EVE), people(0, 2));
        FragmentRewrite one = stageRewrite(table, 0, 1);
        FragmentRewrite two = stageRewrite(table, 2, 3);
        PinnedTable fewer = delete(table, "bob");

        MaintenancePlan plan = plan(fewer, one, two);
        PinnedTable rewritten = carryOut(fewer, plan);

        assertThat(plan.rewrites()).containsExactly(two);
        assertThat(rows(rewritten)).containsExactlyInAnyOrderElementsOf(rows(fewer));
        assertThat(rewritten.layout().fragments())
                .extracting(FragmentLayout::rows)
                .containsExactly(1L, 3L);
    }

    @Test
    void rewriteOfFragmentsThatSomebodyElseRewroteIsLeftOut() {
        PinnedTable table = append(append(append(create(), ADA), BOB), EVE);
        FragmentRewrite ours = stageRewrite(table, 0, 1);
        FragmentRewrite others = stageRewrite(table, 2);
        PinnedTable theirs = openAt(other, 4);
        PinnedTable after = carryOut(theirs, stageRewrite(theirs, 1));

        MaintenancePlan plan = plan(after, ours, others);

        assertThat(plan.rewrites()).containsExactly(others);
        assertThat(rows(carryOut(after, plan))).containsExactlyInAnyOrder(ADA, BOB, EVE);
    }

    @Test
    void rewriteThatLacksRowsThatCameBackIsLeftOut() {
        PinnedTable table = append(append(create(), ADA, BOB), EVE);
        FragmentRewrite staged = stageRewriteOfAll(delete(table, "ada"));

        PinnedTable restored = closingAtEnd(table.restore(stamp()));

        assertThat(plan(restored, staged).isDone()).isTrue();
        assertThat(plan(delete(restored, "bob"), staged).isDone()).isTrue();
        assertThat(rows(carryOut(delete(closingAtEnd(table.restore(stamp())), "ada"), staged)))
                .containsExactlyInAnyOrder(BOB, EVE);
    }

    @Test
    void everythingIsOvertakenByAnOverwrite() {
        PinnedTable table = append(append(create(), ADA), BOB);
        FragmentRewrite staged = stageRewriteOfAll(table);
        PinnedTable overwritten =
                closingAtEnd(committed(table.commit(table.stageOverwrite(stage(table, EVE)), stamp())));

        MaintenancePlan plan = plan(overwritten, staged);

        assertThat(plan).isEqualTo(new MaintenancePlan(4, List.of(), List.of(), List.of()));
        assertThat(plan.isDone()).isTrue();
    }

    @Test
    void rewriteThatWasCommittedIsDoneWhenItIsPlannedAgain() {
        PinnedTable table = append(append(create(), ADA), BOB);
        FragmentRewrite staged = stageRewriteOfAll(table);

        PinnedTable rewritten = carryOut(table, staged);

        assertThat(plan(rewritten, staged).isDone()).isTrue();
        assertThat(plan(delete(append(rewritten, EVE), "ada"), staged).isDone()).isTrue();
    }

    @Test
    void rewritesOfOneFragmentInOnePlanAreNotBothCarriedOut() {
        PinnedTable table = append(append(append(create(), ADA), BOB), EVE);
        FragmentRewrite first = stageRewrite(table, 0, 1);
        FragmentRewrite second = stageRewrite(table, 1, 2);

        MaintenancePlan plan = plan(table, first, first, second);

        assertThat(plan.rewrites()).containsExactly(first);
        assertThat(rows(carryOut(table, plan))).containsExactlyInAnyOrder(ADA, BOB, EVE);
    }

    @Test
    void nothingStagedIsDone() {
        assertThat(create().planMaintenance(List.of(), List.of()).isDone()).isTrue();
    }

    @Test
    void whatAnotherProcessStagedIsCarriedOutOnALaterVersion() {
        append(append(create(), people(0, 5)), people(5, 5));
        FragmentRewrite staged = stageRewriteOfAll(openAt(other, 3));
        FragmentRewrite handedOver =
                new FragmentRewrite(copies(staged.replaced()), copies(staged.replacements()), staged.rows());
        PinnedTable later = append(delete(openAt(store, 3), "p1"), ADA);

        PinnedTable rewritten = carryOut(later, handedOver);

        assertThat(rows(openAt(other, rewritten.version()))).containsExactlyInAnyOrderElementsOf(rows(later));
        assertThat(rewritten.layout().fragments()).hasSize(2);
    }

    @Test
    void planOfAnotherProcessIsCarriedOut() {
        PinnedTable table = append(append(create(), people(0, 5)), people(5, 5));
        FragmentRewrite staged = stageRewriteOfAll(table);
        delete(table, "p1");
        MaintenancePlan plan = plan(openAt(other, 4), staged);

        PinnedTable rewritten = carryOut(openAt(store, 4), plan);

        assertThat(ids(rewritten)).hasSize(9).doesNotContain("p1");
    }

    @Test
    void replacementsThatNobodyStagedAreCorruptState() {
        PinnedTable table = append(append(create(), ADA), BOB);
        FragmentRewrite damaged = new FragmentRewrite(stageRewriteOfAll(table).replaced(), List.of("nonsense"), 2);

        assertThatThrownBy(() -> plan(table, damaged))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void stepIsRefusedOnAVersionThatIsNotThatOfThePlan() {
        PinnedTable table = append(append(create(), ADA, BOB), EVE);
        FragmentRewrite staged = stageRewriteOfAll(table);
        PinnedTable later = delete(table, "ada");
        MaintenancePlan plan = plan(later, staged);

        assertThatThrownBy(() -> table.stageStep(plan, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> later.stageStep(plan, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Equal texts that are other objects. */
    private static List<String> copies(List<String> texts) {
        return texts.stream().map(text -> new StringBuilder(text).toString()).toList();
    }
}
