package io.headgate.engine.table;

import static io.headgate.engine.schema.DeclaredIndex.ON_ID;
import static io.headgate.engine.table.MaintenancePlan.Step.DELETE_AGAIN;
import static io.headgate.engine.table.MaintenancePlan.Step.REGISTER;
import static io.headgate.engine.table.MaintenancePlan.Step.REWRITE;
import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.rows;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every table store promises about segments of indexes: what they cover, and what becomes of that in rewrites. */
public abstract class TableIndexContract extends TableMaintenanceHarness {

    /** Four fragments of two rows each, at version 5. */
    private PinnedTable fourFragments() {
        PinnedTable table = create();
        for (int i = 0; i < 4; i++) {
            table = append(table, people(2 * i, 2));
        }
        return table;
    }

    // ---- segments

    @Test
    void segmentCoversTheFragmentsItWasBuiltOver() {
        PinnedTable table = fourFragments();
        List<Integer> fragments = fragments(table);
        IndexBuild staged = stageIndex(table, ON_ID, 0, 2);

        MaintenancePlan plan = plan(table, staged);
        PinnedTable indexed = carryOut(table, plan);

        assertThat(staged.name()).isEqualTo("id_btree");
        assertThat(plan).isEqualTo(new MaintenancePlan(5, List.of(), List.of(staged), List.of(REGISTER)));
        assertThat(indexed.version()).isEqualTo(6);
        assertThat(segments(indexed, ON_ID)).hasSize(1);
        assertThat(covered(indexed, ON_ID)).containsExactlyInAnyOrder(fragments.get(0), fragments.get(2));
        assertThat(openAt(other, 6).layout().uncoveredBy("id_btree"))
                .extracting(FragmentLayout::id)
                .containsExactly(fragments.get(1), fragments.get(3));
        assertThat(fragments(indexed)).isEqualTo(fragments);
        assertThat(rows(indexed)).containsExactlyElementsOf(people(0, 8));
    }

    @Test
    void stagingAnIndexMovesNoHead() {
        PinnedTable table = append(create(), ADA);

        table.stageStep(plan(table, stageIndex(table, ON_ID, 0)), 0);

        assertThat(table.headVersion()).isEqualTo(2);
        assertThat(openAt(other, 2).layout().segments()).isEmpty();
    }

    @Test
    void secondSegmentOfTheSameIndexCoversTheRest() {
        PinnedTable table = fourFragments();
        PinnedTable half = carryOut(table, stageIndex(table, ON_ID, 0, 1));

        PinnedTable whole = carryOut(half, stageIndex(half, ON_ID, 2, 3));

        assertThat(segments(whole, ON_ID)).hasSize(2).doesNotHaveDuplicates().containsAll(segments(half, ON_ID));
        assertThat(whole.layout().uncoveredBy("id_btree")).isEmpty();
        assertThat(rows(whole)).containsExactlyElementsOf(people(0, 8));
    }

    @Test
    void segmentsAreReplacedByOneOverTheirFragments() {
        PinnedTable table = fourFragments();
        PinnedTable two = carryOut(
                table,
                List.of(),
                List.of(stageIndex(table, ON_ID, 0), stageIndex(table, ON_ID, 1), stageIndex(table, ON_NAME, 0)));
        List<String> replaced = segments(two, ON_ID);

        PinnedTable one = carryOut(
                two, two.stageIndex(new IndexRequest(ON_ID, fragments(two).subList(0, 3), replaced)));

        assertThat(replaced).hasSize(2);
        assertThat(segments(one, ON_ID)).hasSize(1).doesNotContainAnyElementsOf(replaced);
        assertThat(covered(one, ON_ID))
                .containsExactlyInAnyOrderElementsOf(fragments(table).subList(0, 3));
        assertThat(segments(one, ON_NAME)).isEqualTo(segments(two, ON_NAME));
        assertThat(covered(one, ON_NAME)).containsExactly(fragment(table, 0));
    }

    @Test
    void severalIndexesAreOneTransaction() {
        PinnedTable table = fourFragments();

        MaintenancePlan plan = plan(table, stageIndex(table, ON_ID, 0, 1), stageIndex(table, ON_NAME, 1, 2, 3));
        PinnedTable indexed = carryOut(table, plan);

        assertThat(plan.steps()).containsExactly(REGISTER);
        assertThat(covered(indexed, ON_ID)).hasSize(2);
        assertThat(covered(indexed, ON_NAME)).hasSize(3);
    }

    @Test
    void upsertKeepsOldFragmentsCoveredAndLeavesTheNewOneUncovered() {
        PinnedTable table = fourFragments();
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0, 1, 2, 3));

        PinnedTable upserted = replace(indexed, List.of("p0", "p7"), person("p0", "new", 0), ADA);

        assertThat(covered(upserted, ON_ID)).containsExactlyInAnyOrderElementsOf(fragments(table));
        assertThat(upserted.layout().uncoveredBy("id_btree"))
                .extracting(FragmentLayout::id)
                .containsExactly(fragment(upserted, 4));
        assertThat(ids(upserted)).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6", "ada");
    }

    @Test
    void fragmentThatIsGoneIsNotCovered() {
        PinnedTable table = fourFragments();
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0, 1));

        assertThat(covered(delete(indexed, "p0", "p1"), ON_ID)).containsExactly(fragment(table, 1));
    }

    @Test
    void contentThatOverwritesIsNotCovered() {
        PinnedTable table = append(create(), ADA);
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0));

        PinnedTable overwritten =
                closingAtEnd(committed(indexed.commit(indexed.stageOverwrite(stage(indexed, BOB)), stamp())));

        assertThat(covered(overwritten, ON_ID)).isEmpty();
    }

    // ---- planning

    @Test
    void indexIsCarriedOutOverThoseOfItsFragmentsThatAreStillThere() {
        PinnedTable table = fourFragments();
        IndexBuild staged = stageIndex(openAt(other, 5), ON_ID, 0, 1);
        PinnedTable fewer = delete(append(table, ADA), "p0", "p1", "p2");

        PinnedTable indexed = carryOut(fewer, staged);

        assertThat(covered(indexed, ON_ID)).containsExactly(fragment(table, 1));
        assertThat(rows(indexed)).containsExactlyInAnyOrderElementsOf(rows(fewer));
    }

    @Test
    void indexWhoseFragmentsAreAllGoneIsLeftOut() {
        PinnedTable table = fourFragments();
        IndexBuild gone = stageIndex(table, ON_ID, 0);
        IndexBuild there = stageIndex(table, ON_ID, 1);

        MaintenancePlan plan = plan(delete(table, "p0", "p1"), gone, there);

        assertThat(plan.indexes()).containsExactly(there);
    }

    @Test
    void indexOfFragmentsThatWereRewrittenMeanwhileIsLeftOut() {
        PinnedTable table = fourFragments();
        IndexBuild staged = stageIndex(table, ON_ID, 0, 1);

        PinnedTable rewritten = carryOut(table, stageRewrite(table, 0, 1));

        assertThat(plan(rewritten, staged).isDone()).isTrue();
    }

    @Test
    void indexWhoseReplacedSegmentIsGoneIsLeftOut() {
        PinnedTable table = fourFragments();
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0));
        List<Integer> fragments = fragments(indexed);
        List<String> replaced = segments(indexed, ON_ID);
        IndexBuild ours = indexed.stageIndex(new IndexRequest(ON_ID, fragments.subList(0, 2), replaced));
        IndexBuild theirs =
                indexed.stageIndex(new IndexRequest(ON_ID, List.of(fragments.get(0), fragments.get(2)), replaced));
        PinnedTable later = delete(carryOut(indexed, theirs), "p0", "p1");

        MaintenancePlan plan = plan(later, ours);

        assertThat(covered(later, ON_ID)).containsExactly(fragments.get(2));
        assertThat(plan.isDone()).isTrue();
    }

    @Test
    void indexOfAFragmentThatAnotherSegmentCoversByNowIsLeftOut() {
        PinnedTable table = fourFragments();
        IndexBuild ours = stageIndex(table, ON_ID, 1, 2);
        IndexBuild onName = stageIndex(table, ON_NAME, 1, 2);
        PinnedTable theirs = carryOut(table, stageIndex(table, ON_ID, 0, 1));

        assertThat(plan(theirs, ours, onName).indexes()).containsExactly(onName);
    }

    @Test
    void indexThatWasCommittedIsDoneWhenItIsPlannedAgain() {
        PinnedTable table = fourFragments();
        IndexBuild staged = stageIndex(table, ON_ID, 0, 1);

        PinnedTable indexed = carryOut(table, staged);

        assertThat(plan(indexed, staged).isDone()).isTrue();
        assertThat(plan(delete(indexed, "p0"), staged).isDone()).isTrue();
    }

    @Test
    void sameIndexTwiceInOnePlanIsCarriedOutOnce() {
        PinnedTable table = fourFragments();
        IndexBuild staged = stageIndex(table, ON_ID, 0, 1);

        MaintenancePlan plan = plan(table, staged, staged);

        assertThat(plan.indexes()).containsExactly(staged);
        assertThat(segments(carryOut(table, plan), ON_ID)).hasSize(1);
    }

    // ---- rewriting what is covered

    @Test
    void rewriteOfCoveredFragmentsKeepsThemCoveredByEverySegment() {
        PinnedTable table = fourFragments();
        PinnedTable indexed = carryOut(
                table,
                List.of(),
                List.of(
                        stageIndex(table, ON_ID, 0, 1),
                        stageIndex(table, ON_NAME, 0, 1, 2),
                        stageIndex(table, ON_ID, 3)));
        FragmentRewrite staged = stageRewrite(indexed, 0, 1);

        MaintenancePlan plan = plan(indexed, staged);
        PinnedTable rewritten = carryOut(indexed, plan);

        int added = fragment(rewritten, 2);
        assertThat(plan.steps()).containsExactly(REWRITE, REGISTER);
        assertThat(rewritten.version()).isEqualTo(indexed.version() + 2);
        assertThat(covered(rewritten, ON_ID)).containsExactlyInAnyOrder(added, fragment(table, 3));
        assertThat(covered(rewritten, ON_NAME)).containsExactlyInAnyOrder(added, fragment(table, 2));
        assertThat(segments(rewritten, ON_ID)).containsExactlyInAnyOrderElementsOf(segments(indexed, ON_ID));
        assertThat(rows(rewritten)).containsExactlyInAnyOrderElementsOf(people(0, 8));
    }

    @Test
    void rewriteOfUncoveredFragmentsTouchesNoSegment() {
        PinnedTable table = fourFragments();
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0, 1));

        MaintenancePlan plan = plan(indexed, stageRewrite(indexed, 2, 3));
        PinnedTable rewritten = carryOut(indexed, plan);

        assertThat(plan.steps()).containsExactly(REWRITE);
        assertThat(rewritten.layout().segments()).isEqualTo(indexed.layout().segments());
    }

    @Test
    void rewriteInOneSegmentLeavesAllOthersWithTheirFragments() {
        PinnedTable table =
                append(append(append(append(create(), people(0, 3)), people(3, 3)), people(6, 3)), people(9, 3));
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0));
        indexed = carryOut(indexed, stageIndex(indexed, ON_ID, 1, 2));
        indexed = carryOut(indexed, stageIndex(indexed, ON_ID, 3));

        PinnedTable rewritten = carryOut(indexed, stageRewrite(indexed, 1, 2));

        assertThat(rewritten.layout().segments())
                .extracting(IndexSegment::fragments)
                .containsExactlyInAnyOrder(
                        Set.of(fragment(table, 0)), Set.of(fragment(rewritten, 2)), Set.of(fragment(table, 3)));
        PinnedTable more = append(rewritten, EVE);
        assertThat(covered(carryOut(more, stageIndex(more, ON_ID, 3)), ON_ID))
                .containsExactlyInAnyOrderElementsOf(fragments(more));
    }

    @Test
    void everyNewFragmentOfACoveredRewriteIsCovered() {
        PinnedTable table = fourFragments();
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0, 1, 2, 3));
        FragmentRewrite staged = indexed.stageRewrite(fragments(indexed), 3);
        PinnedTable fewer = delete(indexed, "p3", "p4", "p5", "p7");

        MaintenancePlan plan = plan(fewer, staged);

        assertThat(plan.isDone()).as("the fragment of p4 and p5 is gone").isTrue();
        PinnedTable others = delete(closingAtEnd(indexed.restore(stamp())), "p1", "p3", "p4", "p7");
        PinnedTable rewritten = carryOut(others, staged);
        assertThat(rewritten.layout().fragments()).hasSize(3);
        assertThat(rewritten.layout().uncoveredBy("id_btree")).isEmpty();
        assertThat(ids(rewritten)).containsExactlyInAnyOrder("p0", "p2", "p5", "p6");
    }

    @Test
    void groupOfWhichOnlySomeFragmentsAreCoveredByNowIsLeftOut() {
        PinnedTable table = fourFragments();
        FragmentRewrite mixed = stageRewrite(table, 0, 1);
        FragmentRewrite uncovered = stageRewrite(table, 2, 3);
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 1));

        MaintenancePlan plan = plan(indexed, mixed, uncovered);

        assertThat(plan.rewrites()).containsExactly(uncovered);
        assertThat(covered(carryOut(indexed, plan), ON_ID)).containsExactly(fragment(table, 1));
    }

    @Test
    void fragmentsThatAreNotCoveredAlikeAreNotRewrittenTogether() {
        PinnedTable table = fourFragments();
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 1));

        assertThatThrownBy(() -> stageRewrite(indexed, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void groupThatIsCoveredByNowStaysCovered() {
        PinnedTable table = fourFragments();
        FragmentRewrite staged = stageRewrite(table, 0, 1);
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0, 1, 2));

        PinnedTable rewritten = carryOut(indexed, staged);

        assertThat(covered(rewritten, ON_ID)).containsExactlyInAnyOrder(fragment(table, 2), fragment(rewritten, 2));
    }

    @Test
    void indexOverFragmentsThatItsOwnPlanRewritesCoversTheNewOnes() {
        PinnedTable table = fourFragments();
        FragmentRewrite rewrite = stageRewrite(table, 0, 1);
        IndexBuild index = stageIndex(table, ON_ID, 0, 1, 2);

        MaintenancePlan plan = table.planMaintenance(List.of(rewrite), List.of(index));
        PinnedTable done = carryOut(table, plan);

        assertThat(plan.steps()).containsExactly(REWRITE, REGISTER);
        assertThat(covered(done, ON_ID)).containsExactlyInAnyOrder(fragment(table, 2), fragment(done, 2));
        assertThat(done.planMaintenance(List.of(rewrite), List.of(index)).isDone())
                .isTrue();
    }

    @Test
    void indexNeverCoversANewFragmentOfWhichItHasOnlySomeRows() {
        PinnedTable table = fourFragments();
        FragmentRewrite rewrite = stageRewrite(table, 0, 1);
        IndexBuild index = stageIndex(table, ON_ID, 0, 2);

        PinnedTable done = carryOut(table, List.of(rewrite), List.of(index));

        assertThat(covered(done, ON_ID)).doesNotContain(fragment(done, 2));
        assertThat(rows(done)).containsExactlyInAnyOrderElementsOf(people(0, 8));
    }

    // ---- transactions

    @Test
    void everyStepIsOneVersionThatShowsItsTransaction() {
        PinnedTable table = fourFragments();
        PinnedTable indexed = carryOut(table, stageIndex(table, ON_ID, 0, 1));
        FragmentRewrite staged = stageRewrite(indexed, 0, 1);
        PinnedTable at = delete(indexed, "p1");
        MaintenancePlan plan = plan(at, staged);
        List<TransactionStamp> stamps = new ArrayList<>();

        for (int step = 0; step < plan.steps().size(); step++) {
            stamps.add(stamp());
            at = closingAtEnd(committed(at.commit(at.stageStep(plan, step), stamps.get(step))));
        }

        assertThat(plan.steps()).containsExactly(REWRITE, DELETE_AGAIN, REGISTER);
        assertThat(at.version()).isEqualTo(10);
        PinnedTable seen = openAt(other, 7);
        assertThat(seen.transactionOf(8)).contains(new TableTransaction(7, "Rewrite", stamps.get(0)));
        assertThat(seen.transactionOf(9)).contains(new TableTransaction(8, "Update", stamps.get(1)));
        assertThat(seen.transactionOf(10)).contains(new TableTransaction(9, "CreateIndex", stamps.get(2)));
        assertThat(Set.copyOf(ids(at))).isEqualTo(Set.of("p0", "p2", "p3", "p4", "p5", "p6", "p7"));
        assertThat(at.rowCount()).isEqualTo(7);
    }

    @Test
    void versionsOfMaintenanceCanBeAdopted() {
        PinnedTable table = fourFragments();
        PinnedTable theirs = openAt(other, 5);
        PinnedTable done =
                carryOut(theirs, List.of(stageRewrite(theirs, 0, 1)), List.of(stageIndex(theirs, ON_ID, 0, 1)));

        PinnedTable adopted = closingAtEnd(table.adopt(7));

        assertThat(adopted.layout()).isEqualTo(done.layout());
        assertThat(rows(adopted)).containsExactlyInAnyOrderElementsOf(people(0, 8));
    }
}
