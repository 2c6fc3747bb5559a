package io.headgate.engine.table;

import static io.headgate.engine.schema.DeclaredIndex.ON_ID;
import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.rows;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every table store does when maintenance and somebody else's commits get in each other's way. */
public abstract class TableMaintenanceRacesContract extends TableMaintenanceHarness {

    /** Three fragments with one row each, at version 4. */
    private PinnedTable threeFragments() {
        return append(append(append(create(), ADA), BOB), EVE);
    }

    private static StagedChange firstStep(PinnedTable table, FragmentRewrite rewrite) {
        return table.stageStep(plan(table, rewrite), 0);
    }

    private static StagedChange firstStep(PinnedTable table, IndexBuild index) {
        return table.stageStep(plan(table, index), 0);
    }

    private static void assertRejected(CommitOutcome outcome) {
        assertThat(outcome).isInstanceOf(CommitOutcome.Rejected.class);
    }

    // ---- a rewrite that comes second

    @Test
    void rewriteBehindAnAppendOvershoots() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageRewrite(base, 0, 1));
        append(openAt(other, 4), person("zoe", "Zoe", 5));

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));

        assertThat(rows(openAt(store, 6))).containsExactlyInAnyOrder(ADA, BOB, EVE, person("zoe", "Zoe", 5));
    }

    @Test
    void rewriteBehindAChangeOfItsFragmentsIsRejected() {
        PinnedTable base = append(threeFragments(), people(0, 2));
        StagedChange change = firstStep(base, stageRewrite(base, 0, 3));
        replace(openAt(other, 5), List.of("p0"), person("p0", "new", 0));

        assertRejected(base.commit(change, stamp()));

        assertThat(base.headVersion()).isEqualTo(6);
    }

    @Test
    void rewriteBehindAChangeOfOtherFragmentsOvershoots() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageRewrite(base, 0, 1));
        delete(openAt(other, 4), "eve");

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));

        assertThat(rows(openAt(store, 6))).containsExactlyInAnyOrder(ADA, BOB);
    }

    @Test
    void rewriteBehindARewriteOfItsFragmentsIsRejected() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageRewrite(base, 0, 1));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageRewrite(theirs, 1, 2));

        assertRejected(base.commit(change, stamp()));

        assertThat(base.headVersion()).isEqualTo(5);
        assertThat(rows(openAt(store, 5))).containsExactlyInAnyOrder(ADA, BOB, EVE);
    }

    @Test
    void rewriteBehindARewriteOfOtherFragmentsOvershoots() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageRewrite(base, 0, 1));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageRewrite(theirs, 2));

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));

        assertThat(rows(openAt(store, 6))).containsExactlyInAnyOrder(ADA, BOB, EVE);
    }

    @Test
    void rewriteBehindAnIndexOverItsFragmentsIsRejected() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageRewrite(base, 0, 1));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageIndex(theirs, ON_ID, 0));

        assertRejected(base.commit(change, stamp()));
    }

    @Test
    void rewriteBehindAnIndexOverOtherFragmentsOvershoots() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageRewrite(base, 0, 1));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageIndex(theirs, ON_ID, 2));

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));
    }

    @Test
    void rewriteBehindARestoreOrAnOverwriteIsRejected() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageRewrite(base, 0, 1));
        StagedChange again = firstStep(base, stageRewrite(base, 0, 1));
        PinnedTable restored = closingAtEnd(openAt(other, 4).restore(stamp()));

        assertRejected(base.commit(change, stamp()));

        closingAtEnd(committed(restored.commit(restored.stageOverwrite(stage(restored, ADA)), stamp())));
        assertRejected(base.commit(again, stamp()));
        assertThat(base.headVersion()).isEqualTo(6);
    }

    // ---- a rewrite that came first

    @Test
    void appendBehindARewriteOvershoots() {
        PinnedTable base = threeFragments();
        StagedChange change = base.stageAppend(stage(base, person("zoe", "Zoe", 5)));
        rewriteAll(openAt(other, 4));

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));

        assertThat(rows(openAt(store, 6))).containsExactlyInAnyOrder(ADA, BOB, EVE, person("zoe", "Zoe", 5));
    }

    @Test
    void changeOfRewrittenFragmentsIsRejectedBehindTheRewrite() {
        PinnedTable base = threeFragments();
        StagedChange change = base.stageReplace(KeySet.of(List.of("ada")), stage(base, person("ada", "Ada", 37)));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageRewrite(theirs, 0, 1));

        assertRejected(base.commit(change, stamp()));

        assertThat(rows(openAt(store, 5))).containsExactlyInAnyOrder(ADA, BOB, EVE);
    }

    @Test
    void changeOfOtherFragmentsOvershootsBehindARewrite() {
        PinnedTable base = threeFragments();
        StagedChange change = base.stageReplace(KeySet.of(List.of("eve")), StagedRows.NONE);
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageRewrite(theirs, 0, 1));

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));

        assertThat(rows(openAt(store, 6))).containsExactlyInAnyOrder(ADA, BOB);
    }

    @Test
    void overwriteBehindMaintenanceIsRejected() {
        PinnedTable base = threeFragments();
        StagedChange change = base.stageOverwrite(stage(base, ADA));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, List.of(stageRewrite(theirs, 0, 1)), List.of(stageIndex(theirs, ON_ID, 2)));

        assertRejected(base.commit(change, stamp()));

        assertThat(rows(openAt(store, 6))).containsExactlyInAnyOrder(ADA, BOB, EVE);
    }

    // ---- steps behind the first

    @Test
    void deletingAgainBehindAChangeOfTheNewFragmentIsRejected() {
        PinnedTable table = append(create(), people(0, 9));
        FragmentRewrite staged = stageRewriteOfAll(table);
        PinnedTable fewer = delete(table, "p0");
        MaintenancePlan plan = plan(fewer, staged);
        PinnedTable half = closingAtEnd(committed(fewer.commit(fewer.stageStep(plan, 0), stamp())));
        StagedChange deletingAgain = half.stageStep(plan, 1);
        delete(openAt(other, 4), "p1");

        assertRejected(half.commit(deletingAgain, stamp()));
    }

    @Test
    void deletingAgainBehindAnAppendOvershoots() {
        PinnedTable table = append(create(), people(0, 9));
        FragmentRewrite staged = stageRewriteOfAll(table);
        PinnedTable fewer = delete(table, "p0");
        MaintenancePlan plan = plan(fewer, staged);
        PinnedTable half = closingAtEnd(committed(fewer.commit(fewer.stageStep(plan, 0), stamp())));
        StagedChange deletingAgain = half.stageStep(plan, 1);
        append(openAt(other, 4), ADA);

        assertThat(half.commit(deletingAgain, stamp())).isEqualTo(new CommitOutcome.Overshot(6));
    }

    @Test
    void indexBehindAnAppendOrAChangeOvershoots() {
        PinnedTable base = append(threeFragments(), people(0, 2));
        StagedChange change = firstStep(base, stageIndex(base, ON_ID, 0, 3));
        replace(append(openAt(other, 5), person("zoe", "Zoe", 5)), List.of("p0"), person("p0", "new", 0));

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(8));

        PinnedTable overshot = openAt(store, 8);
        assertThat(covered(overshot, ON_ID)).containsExactlyInAnyOrder(fragment(base, 0), fragment(base, 3));
        assertThat(overshot.rowCount()).isEqualTo(6);
    }

    @Test
    void indexBehindARewriteOfItsFragmentsIsRejected() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageIndex(base, ON_ID, 0));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageRewrite(theirs, 0, 1));

        assertRejected(base.commit(change, stamp()));
    }

    @Test
    void indexBehindARewriteOfOtherFragmentsOvershoots() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageIndex(base, ON_ID, 2));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageRewrite(theirs, 0, 1));

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));
    }

    @Test
    void indexBehindAnotherIndexOvershoots() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageIndex(base, ON_ID, 0));
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageIndex(theirs, ON_NAME, 0));

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));

        assertThat(openAt(store, 6).layout().segments())
                .extracting(IndexSegment::name)
                .containsExactlyInAnyOrder("id_btree", "name_btree");
    }

    @Test
    void indexBehindARestoreIsRejected() {
        PinnedTable base = threeFragments();
        StagedChange change = firstStep(base, stageIndex(base, ON_ID, 0));
        closingAtEnd(openAt(other, 4).restore(stamp()));

        assertRejected(base.commit(change, stamp()));
    }

    @Test
    void changesBehindAnIndexOvershoot() {
        PinnedTable base = threeFragments();
        StagedChange append = base.stageAppend(stage(base, person("zoe", "Zoe", 5)));
        StagedChange delete = base.stageReplace(KeySet.of(List.of("ada")), StagedRows.NONE);
        PinnedTable theirs = openAt(other, 4);
        carryOut(theirs, stageIndex(theirs, ON_ID, 0, 1));

        assertThat(base.commit(append, stamp())).isEqualTo(new CommitOutcome.Overshot(6));
        assertThat(base.commit(delete, stamp())).isEqualTo(new CommitOutcome.Overshot(7));

        assertThat(rows(openAt(store, 7))).containsExactlyInAnyOrder(BOB, EVE, person("zoe", "Zoe", 5));
        assertThat(covered(openAt(store, 7), ON_ID)).containsExactly(fragment(base, 1));
    }

    // ---- restoring

    @Test
    void restoreOverAHalfDonePlanBringsBackContentAndLayoutAndThePlanCanBeMadeAgain() {
        PinnedTable table = append(append(create(), people(0, 5)), people(5, 5));
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0, 1));
        FragmentRewrite staged = stageRewriteOfAll(indexed);
        PinnedTable base = delete(indexed, "p1");
        MaintenancePlan plan = plan(base, staged);
        PinnedTable half = closingAtEnd(committed(base.commit(base.stageStep(plan, 0), stamp())));

        PinnedTable restored = closingAtEnd(base.restore(stamp()));
        PinnedTable done = carryOut(restored, staged);

        assertThat(plan.steps()).hasSize(3);
        assertThat(half.version()).isEqualTo(6);
        assertThat(restored.layout()).isEqualTo(base.layout());
        assertThat(rows(restored)).containsExactlyElementsOf(rows(base));
        assertThat(done.version()).isEqualTo(10);
        assertThat(done.layout().fragments()).extracting(FragmentLayout::rows).containsExactly(9L);
        assertThat(done.layout().uncoveredBy("id_btree")).isEmpty();
        assertThat(rows(done)).containsExactlyInAnyOrderElementsOf(rows(base));
        assertThat(fragment(done, 0)).isNotIn(fragments(half));
    }

    @Test
    void overshotRewriteIsPutRightByRestoringAndPlanningAgain() {
        PinnedTable base = threeFragments();
        FragmentRewrite staged = stageRewrite(base, 0, 1);
        StagedChange change = firstStep(base, staged);
        append(openAt(other, 4), person("zoe", "Zoe", 5));
        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(6));

        PinnedTable restored = closingAtEnd(base.restore(stamp()));
        PinnedTable done = carryOut(restored, staged);

        assertThat(restored.version()).isEqualTo(7);
        assertThat(rows(restored)).containsExactly(ADA, BOB, EVE);
        assertThat(rows(done)).containsExactlyInAnyOrder(ADA, BOB, EVE);
        assertThat(done.rowCount()).isEqualTo(3);
        assertThat(done.layout().fragments()).hasSize(2);
    }

    @Test
    void changesThatWereStagedBeforeMaintenanceAreMadeAgainBehindIt() {
        PinnedTable base = threeFragments();
        KeySet keys = KeySet.of(List.of("ada", "zoe"));
        StagedRows staged = stage(base, person("ada", "Ada", 37), person("zoe", "Zoe", 5));
        PinnedTable rewritten = rewriteAll(openAt(other, 4));

        PinnedTable table = openAt(store, rewritten.version());
        PinnedTable changed = closingAtEnd(committed(table.commit(table.stageReplace(keys, staged), stamp())));

        assertThat(rows(changed))
                .containsExactlyInAnyOrder(BOB, EVE, person("ada", "Ada", 37), person("zoe", "Zoe", 5));
    }
}
