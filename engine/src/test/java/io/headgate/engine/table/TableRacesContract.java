package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.rows;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every table store does when somebody else has moved the HEAD, and how it brings old content back. */
public abstract class TableRacesContract extends TableContractHarness {

    // ---- losing races

    @Test
    void appendBehindAnAppendOvershoots() {
        PinnedTable base = append(create(), ADA);
        StagedChange change = base.stageAppend(stage(base, BOB));
        append(openAt(other, 2), EVE);

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(4));

        assertThat(rows(openAt(store, 4))).containsExactlyInAnyOrder(ADA, BOB, EVE);
    }

    @Test
    void replaceBehindAnAppendOvershootsEvenWithTheSameKey() {
        PinnedTable base = append(create(), ADA);
        Map<String, Object> theirs = person("bob", "Robert", 40);
        StagedChange change = base.stageReplace(KeySet.of(List.of("ada", "bob")), stage(base, BOB));
        append(openAt(other, 2), theirs);

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(4));

        assertThat(rows(openAt(store, 4))).containsExactlyInAnyOrder(BOB, theirs);
    }

    @Test
    void appendBehindADeleteOvershoots() {
        PinnedTable base = append(create(), ADA, BOB);
        StagedChange change = base.stageAppend(stage(base, EVE));
        delete(openAt(other, 2), "ada");

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(4));

        assertThat(rows(openAt(store, 4))).containsExactlyInAnyOrder(BOB, EVE);
    }

    @Test
    void overwriteBehindAnAppendOvershootsAndLeavesIt() {
        PinnedTable base = append(create(), ADA);
        StagedChange change = base.stageOverwrite(stage(base, BOB));
        append(openAt(other, 2), EVE);

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(4));

        assertThat(rows(openAt(store, 4))).containsExactlyInAnyOrder(BOB, EVE);
    }

    @Test
    void changesOfDifferentRowsOfOneFragmentExcludeEachOther() {
        PinnedTable base = append(create(), ADA, BOB);
        StagedChange change = base.stageReplace(KeySet.of(List.of("ada")), stage(base, person("ada", "Ada", 37)));
        delete(openAt(other, 2), "bob");

        assertThat(base.commit(change, stamp())).isInstanceOf(CommitOutcome.Rejected.class);

        assertThat(base.headVersion()).isEqualTo(3);
        assertThat(rows(openAt(store, 3))).containsExactly(ADA);
    }

    @Test
    void changesOfDifferentFragmentsOvershoot() {
        PinnedTable base = append(append(create(), ADA), BOB);
        StagedChange change = base.stageReplace(KeySet.of(List.of("ada")), StagedRows.NONE);
        replace(openAt(other, 3), List.of("bob"), EVE);

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(5));

        assertThat(rows(openAt(store, 5))).containsExactly(EVE);
    }

    @Test
    void onlyWhatAddsRowsGoesBehindAnOverwrite() {
        PinnedTable base = append(create(), ADA);
        StagedChange append = base.stageAppend(stage(base, BOB));
        StagedChange replace = base.stageReplace(KeySet.of(List.of("ada")), stage(base, BOB));
        PinnedTable theirs = openAt(other, 2);
        closingAtEnd(committed(theirs.commit(theirs.stageOverwrite(stage(theirs, EVE)), stamp())));

        assertThat(base.commit(replace, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
        assertThat(base.commit(append, stamp())).isEqualTo(new CommitOutcome.Overshot(4));

        assertThat(rows(openAt(store, 3))).containsExactly(EVE);
        assertThat(rows(openAt(store, 4))).containsExactlyInAnyOrder(BOB, EVE);
    }

    @Test
    void overwriteBehindAnOverwriteIsRejected() {
        PinnedTable base = append(create(), ADA);
        StagedChange change = base.stageOverwrite(stage(base, BOB));
        PinnedTable theirs = openAt(other, 2);
        closingAtEnd(committed(theirs.commit(theirs.stageOverwrite(stage(theirs, EVE)), stamp())));

        assertThat(base.commit(change, stamp())).isInstanceOf(CommitOutcome.Rejected.class);

        assertThat(rows(openAt(store, 3))).containsExactly(EVE);
    }

    @Test
    void nothingGoesBehindARestore() {
        PinnedTable base = append(create(), ADA);
        StagedChange append = base.stageAppend(stage(base, BOB));
        StagedChange replace = base.stageReplace(KeySet.of(List.of("ada")), stage(base, BOB));
        StagedChange overwrite = base.stageOverwrite(stage(base, EVE));
        closingAtEnd(openAt(other, 1).restore(stamp()));

        assertThat(base.commit(append, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
        assertThat(base.commit(replace, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
        assertThat(base.commit(overwrite, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
        assertThat(base.headVersion()).isEqualTo(3);
        assertThat(rows(openAt(store, 3))).isEmpty();
    }

    @Test
    void changeBehindTheRemovalOfItsWholeFragmentIsRejected() {
        PinnedTable base = append(create(), ADA);
        StagedChange change = base.stageReplace(KeySet.of(List.of("ada")), stage(base, person("ada", "Ada", 37)));
        delete(openAt(other, 2), "ada");

        assertThat(base.commit(change, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
    }

    @Test
    void replaceThatTakesNoRowsOvershootsBehindAnyChangeEvenWithTheSameKey() {
        PinnedTable base = append(create(), ADA);
        Map<String, Object> theirs = person("bob", "Robert", 40);
        StagedChange change = base.stageReplace(KeySet.of(List.of("bob")), stage(base, BOB));
        replace(openAt(other, 2), List.of("ada", "bob"), theirs);

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(4));

        assertThat(rows(openAt(store, 4))).containsExactlyInAnyOrder(theirs, BOB);
    }

    @Test
    void overshotContentIsPutRightByRestoringAndStagingAgain() {
        PinnedTable base = append(create(), ADA);
        KeySet keys = KeySet.of(List.of("ada", "bob"));
        StagedRows staged = stage(base, BOB);
        append(openAt(other, 2), EVE);
        assertThat(base.commit(base.stageReplace(keys, staged), stamp())).isEqualTo(new CommitOutcome.Overshot(4));

        PinnedTable restored = closingAtEnd(base.restore(stamp()));
        PinnedTable table = closingAtEnd(committed(restored.commit(restored.stageReplace(keys, staged), stamp())));

        assertThat(restored.version()).isEqualTo(5);
        assertThat(rows(restored)).containsExactly(ADA);
        assertThat(table.version()).isEqualTo(6);
        assertThat(rows(openAt(other, 6))).containsExactly(BOB);
    }

    // ---- discarding

    @Test
    void aDiscardedChangeLeavesEveryVersionAsItIs() {
        PinnedTable first = append(create(), ADA, BOB, EVE);
        PinnedTable second = delete(first, "eve");
        StagedChange change = second.stageReplace(KeySet.of(List.of("ada")), stage(second, person("ada", "Ada", 37)));

        store.discard(PATH, change);
        store.discard(PATH, change);

        assertThat(second.headVersion()).isEqualTo(3);
        assertThat(rows(second)).containsExactlyInAnyOrder(ADA, BOB);
        assertThat(rows(openAt(other, 2))).containsExactlyInAnyOrder(ADA, BOB, EVE);
        assertThat(rows(openAt(other, 3))).containsExactlyInAnyOrder(ADA, BOB);
    }

    @Test
    void whatAChangeThatWasDiscardedReplacedIsReplacedByAnotherOne() {
        PinnedTable base = append(create(), ADA, BOB);
        KeySet keys = KeySet.of(List.of("ada"));
        Map<String, Object> older = person("ada", "Ada", 37);
        StagedRows staged = stage(base, older);
        StagedChange discarded = base.stageReplace(keys, staged);
        StagedChange again = base.stageReplace(keys, staged);

        store.discard(PATH, discarded);

        closingAtEnd(committed(base.commit(again, stamp())));
        assertThat(rows(openAt(other, 3))).containsExactlyInAnyOrder(older, BOB);
    }

    @Test
    void aChangeIsDiscardedWhenItsTableIsClosedAndHasMovedOn() {
        append(create(), ADA, BOB).close();
        PinnedTable base = openAt(store, 2);
        StagedChange change = base.stageReplace(KeySet.of(List.of("ada")), stage(base, person("ada", "Ada", 37)));
        base.close();
        PinnedTable moved = delete(openAt(other, 2), "bob");

        store.discard(PATH, change);

        assertThat(rows(openAt(store, 3))).containsExactly(ADA);
        assertThat(rows(delete(moved, "ada"))).isEmpty();
    }

    @Test
    void discardingAnAppendKeepsItsRows() {
        PinnedTable base = append(create(), ADA);
        StagedRows staged = stage(base, BOB);

        store.discard(PATH, base.stageAppend(staged));

        closingAtEnd(committed(base.commit(base.stageAppend(staged), stamp())));
        assertThat(rows(openAt(other, 3))).containsExactlyInAnyOrder(ADA, BOB);
    }

    // ---- restoring

    @Test
    void restoreBringsBackExactlyTheContentOfItsVersion() {
        PinnedTable base = append(append(create(), ADA, BOB), EVE);
        PinnedTable theirs = delete(openAt(other, 3), "bob");
        PinnedTable replaced = replace(theirs, List.of("eve"), person("eve", "Eva", 30));
        append(replaced, person("zoe", "Zoe", 5));

        PinnedTable restored = closingAtEnd(base.restore(stamp()));

        assertThat(restored.version()).isEqualTo(7);
        assertThat(restored.headVersion()).isEqualTo(7);
        assertThat(restored.rowCount()).isEqualTo(3);
        assertThat(rows(restored)).containsExactlyElementsOf(rows(base));
        assertThat(rows(openAt(other, 7))).containsExactlyInAnyOrder(ADA, BOB, EVE);
        assertThat(rows(openAt(other, 6))).hasSize(3).doesNotContain(BOB);
    }

    @Test
    void restoreOfAnOverwrittenOrEmptyTableWorks() {
        PinnedTable empty = create();
        PinnedTable full = append(openAt(store, 1), ADA);
        PinnedTable overwritten = closingAtEnd(committed(full.commit(full.stageOverwrite(stage(full, EVE)), stamp())));

        assertThat(rows(closingAtEnd(openAt(store, 2).restore(stamp())))).containsExactly(ADA);
        assertThat(rows(closingAtEnd(empty.restore(stamp())))).isEmpty();
        assertThat(rows(closingAtEnd(overwritten.restore(stamp())))).containsExactly(EVE);
    }

    @Test
    void restoreOfTheHeadIsAVersionWithTheSameContent() {
        PinnedTable restored = closingAtEnd(append(create(), ADA).restore(stamp()));

        assertThat(restored.version()).isEqualTo(3);
        assertThat(rows(restored)).containsExactly(ADA);
    }

    @Test
    void restoredTableTakesEveryKindOfChange() {
        PinnedTable base = append(create(), ADA);
        append(openAt(other, 2), EVE);
        PinnedTable restored = closingAtEnd(base.restore(stamp()));

        PinnedTable appended = append(restored, BOB);
        PinnedTable replaced = replace(appended, List.of("ada"), person("ada", "Ada", 1));

        assertThat(rows(replaced)).containsExactlyInAnyOrder(BOB, person("ada", "Ada", 1));
        assertThat(rows(delete(replaced, "ada", "bob"))).isEmpty();
    }
}
