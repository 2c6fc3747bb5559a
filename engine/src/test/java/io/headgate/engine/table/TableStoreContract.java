package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.ALL_TYPES;
import static io.headgate.engine.table.TableFixtures.PEOPLE;
import static io.headgate.engine.table.TableFixtures.committed;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.row;
import static io.headgate.engine.table.TableFixtures.rows;
import static io.headgate.engine.table.TableFixtures.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.CorruptState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every table store promises, whatever it is made of. */
public abstract class TableStoreContract {

    private static final TablePath PATH = new TablePath("nodes/person-0123456789.lance");
    private static final Map<String, Object> ADA = person("ada", "Ada", 36);
    private static final Map<String, Object> BOB = person("bob", "Bob", 41);
    private static final Map<String, Object> EVE = person("eve", "Eve", 29);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private TableFixtures fixtures;
    private TableStore store;
    private TableStore other;

    /** A store without any table. */
    protected abstract TableStore openEmpty(BufferAllocator allocator) throws Exception;

    /** A store on the same tables as the one opened last, as another process would open it. */
    protected abstract TableStore openSame(BufferAllocator allocator) throws Exception;

    @BeforeEach
    void open() throws Exception {
        fixtures = new TableFixtures();
        opened.add(fixtures);
        store = closingAtEnd(openEmpty(fixtures.allocator()));
        other = closingAtEnd(openSame(fixtures.allocator()));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    // ---- creating and opening

    @Test
    void createdTableIsEmptyAtVersionOne() {
        PinnedTable table = create();

        assertThat(table.path()).isEqualTo(PATH);
        assertThat(table.version()).isEqualTo(1);
        assertThat(table.headVersion()).isEqualTo(1);
        assertThat(table.rowCount()).isZero();
        assertThat(rows(table)).isEmpty();
        assertThat(namesAndTypes(table.schema())).isEqualTo(namesAndTypes(PEOPLE));
    }

    @Test
    void creatingAgainChangesNothing() {
        TransactionStamp first = stamp();
        closingAtEnd(store.createIfAbsent(PATH, PEOPLE, first));

        PinnedTable again = closingAtEnd(other.createIfAbsent(PATH, PEOPLE, stamp()));

        assertThat(again.version()).isEqualTo(1);
        assertThat(again.headVersion()).isEqualTo(1);
        assertThat(again.transactionOf(1)).contains(first);
    }

    @Test
    void creatingAgainWithAnotherSchemaIsRefused() {
        create();

        assertThatThrownBy(() -> other.createIfAbsent(PATH, ALL_TYPES, stamp())).isInstanceOf(CorruptState.class);

        assertThat(namesAndTypes(openAt(store, 1).schema())).isEqualTo(namesAndTypes(PEOPLE));
    }

    @Test
    void tablesAreIndependent() {
        append(create(), ADA);
        PinnedTable second =
                closingAtEnd(store.createIfAbsent(new TablePath("edges/person-0123456789.lance"), PEOPLE, stamp()));

        assertThat(second.headVersion()).isEqualTo(1);
        assertThat(rows(second)).isEmpty();
    }

    @Test
    void missingTableAndMissingVersionAreCorruptState() {
        assertThatThrownBy(() -> store.open(PATH, 1)).isInstanceOf(CorruptState.class);

        create();

        assertThatThrownBy(() -> store.open(PATH, 2))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining(PATH.value());
    }

    // ---- changes

    @Test
    void appendedRowsAreReadByOthers() {
        PinnedTable table = append(create(), ADA, BOB);

        assertThat(table.version()).isEqualTo(2);
        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(rows(table)).containsExactlyInAnyOrder(ADA, BOB);
        assertThat(rows(openAt(other, 2))).containsExactlyInAnyOrder(ADA, BOB);
    }

    @Test
    void appendDoesNotLookAtTheRowsThatAreThere() {
        PinnedTable table = append(append(create(), ADA), ADA);

        assertThat(rows(table)).containsExactly(ADA, ADA);
        assertThat(table.rowCount()).isEqualTo(2);
    }

    @Test
    void rowsOfManyBatchesAreStagedTogether() throws Exception {
        List<Map<String, Object>> many = people(0, 1_000);
        PinnedTable table = create();
        StagedRows staged;
        try (ArrowReader reader = fixtures.reader(PEOPLE, many, 7)) {
            staged = table.stageRows(reader);
        }

        assertThat(staged.rows()).isEqualTo(1_000);
        assertThat(staged.fragments()).isNotEmpty();
        PinnedTable appended = closingAtEnd(committed(table.commit(table.stageAppend(staged), stamp())));
        assertThat(rows(appended)).containsExactlyInAnyOrderElementsOf(many);
    }

    @Test
    void replaceRemovesExistingKeysAndAddsTheRows() {
        PinnedTable table = append(create(), ADA, BOB);
        Map<String, Object> older = person("bob", "Robert", 42);

        PinnedTable replaced = replace(table, List.of("bob", "eve"), older, EVE);

        assertThat(replaced.version()).isEqualTo(3);
        assertThat(replaced.rowCount()).isEqualTo(3);
        assertThat(rows(replaced)).containsExactlyInAnyOrder(ADA, older, EVE);
    }

    @Test
    void replaceSaysHowManyRowsComeAndGo() {
        PinnedTable table = append(create(), ADA, BOB);

        StagedChange change = table.stageReplace(KeySet.of(List.of("bob", "eve", "nobody")), stage(table, BOB, EVE));

        assertThat(change.rowsRemoved()).isEqualTo(1);
        assertThat(change.rowsAdded()).isEqualTo(2);
    }

    @Test
    void replaceWithNewKeysOnlyAdds() {
        PinnedTable table = replace(append(create(), ADA), List.of("bob"), BOB);

        assertThat(rows(table)).containsExactlyInAnyOrder(ADA, BOB);
    }

    @Test
    void replaceOfTheWholeContentWorks() {
        PinnedTable table = append(create(), ADA, BOB);
        Map<String, Object> older = person("ada", "Ada", 37);

        assertThat(rows(replace(table, List.of("ada", "bob"), older))).containsExactly(older);
    }

    @Test
    void replaceOnAnEmptyTableWorks() {
        assertThat(rows(replace(create(), List.of("ada"), ADA))).containsExactly(ADA);
    }

    @Test
    void replaceRemovesEveryRowOfAKey() {
        PinnedTable table = append(append(create(), ADA, BOB), ADA);

        assertThat(rows(delete(table, "ada"))).containsExactly(BOB);
    }

    @Test
    void deleteReachesRowsOfAllFragmentsAndAgain() {
        PinnedTable table = append(append(create(), people(0, 50)), people(50, 50));

        PinnedTable fewer = delete(table, everySecond(1, 100));
        PinnedTable fewest = delete(fewer, everySecond(0, 60));

        assertThat(fewer.rowCount()).isEqualTo(50);
        assertThat(ids(fewest)).containsExactlyInAnyOrder((Object[]) everySecond(60, 100));
        assertThat(fewest.rowCount()).isEqualTo(20);
    }

    @Test
    void deletingTheLastRowsLeavesAnEmptyTableThatCanGrowAgain() {
        PinnedTable empty = delete(append(create(), ADA, BOB), "ada", "bob");

        assertThat(empty.rowCount()).isZero();
        assertThat(rows(empty)).isEmpty();
        assertThat(rows(append(empty, EVE))).containsExactly(EVE);
    }

    @Test
    void deletingKeysThatNoRowHasIsAVersionWithTheSameContent() {
        PinnedTable table = delete(append(create(), ADA), "nobody");

        assertThat(table.version()).isEqualTo(3);
        assertThat(rows(table)).containsExactly(ADA);
    }

    @Test
    void keysAreComparedAsWholeText() {
        PinnedTable table =
                append(create(), person("a", "", 1), person("A", "", 2), person("a ", "", 3), person("ä€𝄞", "", 4));

        assertThat(ids(delete(table, "a", "ä€𝄞", ""))).containsExactlyInAnyOrder("A", "a ");
    }

    @Test
    void overwriteReplacesTheWholeContent() {
        PinnedTable table = append(create(), ADA, BOB);

        PinnedTable overwritten =
                closingAtEnd(committed(table.commit(table.stageOverwrite(stage(table, EVE)), stamp())));

        assertThat(overwritten.version()).isEqualTo(3);
        assertThat(overwritten.rowCount()).isEqualTo(1);
        assertThat(rows(overwritten)).containsExactly(EVE);
        assertThat(namesAndTypes(overwritten.schema())).isEqualTo(namesAndTypes(PEOPLE));
        assertThat(rows(replace(overwritten, List.of("eve"), ADA))).containsExactly(ADA);
    }

    @Test
    void overwriteWithNothingEmptiesTheTable() {
        PinnedTable table = append(create(), ADA, BOB);

        PinnedTable overwritten = closingAtEnd(committed(table.commit(table.stageOverwrite(StagedRows.NONE), stamp())));

        assertThat(overwritten.rowCount()).isZero();
        assertThat(rows(overwritten)).isEmpty();
        assertThat(rows(append(overwritten, EVE))).containsExactly(EVE);
    }

    @Test
    void stagingNoRowsIsNoFragment() {
        PinnedTable table = create();

        StagedRows staged = stage(table);

        assertThat(staged.fragments()).isEmpty();
        assertThat(staged.rows()).isZero();
    }

    @Test
    void everyColumnTypeComesBackAsItWas() {
        PinnedTable created = closingAtEnd(store.createIfAbsent(PATH, ALL_TYPES, stamp()));
        List<Map<String, Object>> extremes = List.of(fullRow("full"), emptyRow("null"), edgeRow("edge"));

        PinnedTable appended = append(created, extremes);
        PinnedTable replaced = replace(appended, List.of("null", "full"), fullRow("null"));

        assertThat(namesAndTypes(openAt(other, 2).schema())).isEqualTo(namesAndTypes(ALL_TYPES));
        assertThat(rows(openAt(other, 2))).containsExactlyInAnyOrderElementsOf(extremes);
        assertThat(rows(replaced)).containsExactlyInAnyOrder(fullRow("null"), edgeRow("edge"));
    }

    @Test
    void rowsOfAnotherSchemaAreRefused() throws Exception {
        PinnedTable table = create();

        try (ArrowReader reader = fixtures.reader(ALL_TYPES, List.of(fullRow("full")))) {
            assertThatThrownBy(() -> table.stageRows(reader)).isInstanceOf(RuntimeException.class);
        }

        assertThat(rows(append(table, ADA))).containsExactly(ADA);
    }

    // ---- staging and pinning

    @Test
    void stagingMovesNoHead() {
        PinnedTable table = append(create(), ADA);

        StagedRows staged = stage(table, BOB);
        table.stageAppend(staged);
        table.stageReplace(KeySet.of(List.of("ada")), staged);
        table.stageOverwrite(staged);

        assertThat(table.headVersion()).isEqualTo(2);
        assertThat(rows(openAt(other, 2))).containsExactly(ADA);
        assertThatThrownBy(() -> store.open(PATH, 3)).isInstanceOf(CorruptState.class);
    }

    @Test
    void pinnedTableIsNotMovedByLaterCommits() {
        PinnedTable pinned = append(create(), ADA);

        delete(append(openAt(other, 2), BOB), "ada");

        assertThat(pinned.version()).isEqualTo(2);
        assertThat(pinned.headVersion()).isEqualTo(4);
        assertThat(pinned.rowCount()).isEqualTo(1);
        assertThat(rows(pinned)).containsExactly(ADA);
        assertThat(rows(openAt(store, 3))).containsExactlyInAnyOrder(ADA, BOB);
        assertThat(rows(openAt(store, 1))).isEmpty();
    }

    @Test
    void scanThatWasBegunEndsOnItsVersion() throws Exception {
        PinnedTable pinned = append(create(), ADA);

        try (ArrowReader scan = pinned.scan(ScanRequest.ALL)) {
            delete(openAt(other, 2), "ada");
            assertThat(rows(scan)).containsExactly(ADA);
        }
    }

    @Test
    void stagedRowsCanBeCommittedByAnotherStoreOnALaterVersion() {
        PinnedTable base = create();
        StagedRows staged = stage(base, ADA, BOB);
        append(openAt(store, 1), EVE);

        PinnedTable theirs = openAt(other, 2);
        StagedRows handedOver = new StagedRows(staged.fragments(), staged.rows(), staged.bytes());
        PinnedTable table = closingAtEnd(committed(
                theirs.commit(theirs.stageReplace(KeySet.of(List.of("ada", "eve")), handedOver), stamp())));

        assertThat(rows(table)).containsExactlyInAnyOrder(ADA, BOB);
    }

    @Test
    void changeOfAnotherPinnedTableIsRefused() {
        PinnedTable table = create();
        PinnedTable twin = openAt(store, 1);
        StagedChange change = twin.stageAppend(stage(twin, ADA));

        assertThatThrownBy(() -> table.commit(change, stamp())).isInstanceOf(IllegalArgumentException.class);

        assertThat(table.headVersion()).isEqualTo(1);
    }

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
    void overwriteBehindAnAppendOvershootsAndClobbersIt() {
        PinnedTable base = append(create(), ADA);
        StagedChange change = base.stageOverwrite(stage(base, BOB));
        append(openAt(other, 2), EVE);

        assertThat(base.commit(change, stamp())).isEqualTo(new CommitOutcome.Overshot(4));

        assertThat(rows(openAt(store, 4))).containsExactly(BOB);
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
    void nothingButAnOverwriteGoesBehindAnOverwrite() {
        PinnedTable base = append(create(), ADA);
        StagedChange append = base.stageAppend(stage(base, BOB));
        StagedChange replace = base.stageReplace(KeySet.of(List.of("ada")), stage(base, BOB));
        PinnedTable theirs = openAt(other, 2);
        closingAtEnd(committed(theirs.commit(theirs.stageOverwrite(stage(theirs, EVE)), stamp())));

        assertThat(base.commit(append, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
        assertThat(base.commit(replace, stamp())).isInstanceOf(CommitOutcome.Rejected.class);

        assertThat(base.headVersion()).isEqualTo(3);
        assertThat(rows(openAt(store, 3))).containsExactly(EVE);
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
    void nothingButAnOverwriteGoesBehindARestore() {
        PinnedTable base = append(create(), ADA);
        StagedChange append = base.stageAppend(stage(base, BOB));
        StagedChange replace = base.stageReplace(KeySet.of(List.of("ada")), stage(base, BOB));
        StagedChange overwrite = base.stageOverwrite(stage(base, EVE));
        closingAtEnd(openAt(other, 1).restore(stamp()));

        assertThat(base.commit(append, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
        assertThat(base.commit(replace, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
        assertThat(base.commit(overwrite, stamp())).isEqualTo(new CommitOutcome.Overshot(4));
        assertThat(rows(openAt(store, 3))).isEmpty();
        assertThat(rows(openAt(store, 4))).containsExactly(EVE);
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

    // ---- transactions

    @Test
    void everyVersionShowsTheTransactionThatMadeIt() {
        List<TransactionStamp> stamps = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            stamps.add(stamp(Map.of(
                    TransactionStamp.GRAPH_PROPERTY, "graph " + i, TransactionStamp.INTENTS_PROPERTY, "a,b," + i)));
        }
        PinnedTable v1 = closingAtEnd(store.createIfAbsent(PATH, PEOPLE, stamps.get(0)));
        PinnedTable v2 = closingAtEnd(committed(v1.commit(v1.stageAppend(stage(v1, ADA, BOB)), stamps.get(1))));
        PinnedTable v3 = closingAtEnd(
                committed(v2.commit(v2.stageReplace(KeySet.of(List.of("ada")), stage(v2, EVE)), stamps.get(2))));
        PinnedTable v4 = closingAtEnd(
                committed(v3.commit(v3.stageReplace(KeySet.of(List.of("bob")), StagedRows.NONE), stamps.get(3))));
        closingAtEnd(committed(v4.commit(v4.stageOverwrite(stage(v4, ADA)), stamps.get(4))));
        closingAtEnd(v2.restore(stamps.get(5)));

        for (PinnedTable seenFrom : List.of(v1, v4, openAt(other, 6))) {
            for (int version = 1; version <= 6; version++) {
                assertThat(seenFrom.transactionOf(version)).contains(stamps.get(version - 1));
            }
            assertThat(seenFrom.transactionOf(7)).isEmpty();
        }
    }

    @Test
    void overshotVersionShowsItsTransactionAndARejectedChangeLeavesNone() {
        PinnedTable base = append(create(), ADA);
        TransactionStamp overshot = stamp();
        TransactionStamp rejected = stamp();
        StagedChange append = base.stageAppend(stage(base, BOB));
        StagedChange delete = base.stageReplace(KeySet.of(List.of("ada")), StagedRows.NONE);
        delete(openAt(other, 2), "ada");

        base.commit(append, overshot);
        base.commit(delete, rejected);

        assertThat(base.headVersion()).isEqualTo(4);
        assertThat(base.transactionOf(4)).contains(overshot);
    }

    @Test
    void stampWithoutPropertiesIsKept() {
        TransactionStamp bare = stamp(Map.of());

        PinnedTable table = closingAtEnd(store.createIfAbsent(PATH, PEOPLE, bare));

        assertThat(table.transactionOf(1).map(TransactionStamp::id)).contains(bare.id());
    }

    // ---- scanning

    @Test
    void scanGivesTheColumnsInTheOrderWanted() {
        PinnedTable table = append(create(), ADA, BOB);

        List<Map<String, Object>> found = rows(table.scan(ScanRequest.columns("age", "id")));

        assertThat(found).containsExactlyInAnyOrder(row("age", 36, "id", "ada"), row("age", 41, "id", "bob"));
        assertThat(List.copyOf(found.get(0).keySet())).containsExactly("age", "id");
        assertThat(List.copyOf(rows(table).get(0).keySet())).containsExactly("id", "name", "age");
    }

    @Test
    void scanStopsAtTheLimit() {
        PinnedTable table = append(append(create(), people(0, 20)), people(20, 20));

        assertThat(rows(table.scan(limit(7)))).hasSize(7).doesNotHaveDuplicates();
        assertThat(rows(table.scan(limit(33)))).hasSize(33).doesNotHaveDuplicates();
        assertThat(rows(table.scan(limit(400)))).hasSize(40);
    }

    @Test
    void limitCountsOnlyRowsThatAreThere() {
        PinnedTable table = delete(append(create(), ADA, BOB, EVE), "ada");

        assertThat(rows(table.scan(limit(2)))).containsExactlyInAnyOrder(BOB, EVE);
    }

    @Test
    void scanCanBeEndedEarly() throws Exception {
        PinnedTable table = append(create(), people(0, 1_000));

        try (ArrowReader scan = table.scan(ScanRequest.ALL)) {
            assertThat(scan.loadNextBatch()).isTrue();
        }
    }

    // ---- helpers

    private PinnedTable create() {
        return closingAtEnd(store.createIfAbsent(PATH, PEOPLE, stamp()));
    }

    private PinnedTable openAt(TableStore from, long version) {
        return closingAtEnd(from.open(PATH, version));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private StagedRows stage(PinnedTable table, Map<String, Object>... rows) {
        return fixtures.stage(table, List.of(rows));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private PinnedTable append(PinnedTable table, Map<String, Object>... rows) {
        return append(table, List.of(rows));
    }

    private PinnedTable append(PinnedTable table, List<Map<String, Object>> rows) {
        return closingAtEnd(committed(table.commit(table.stageAppend(fixtures.stage(table, rows)), stamp())));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private PinnedTable replace(PinnedTable table, List<String> keys, Map<String, Object>... rows) {
        return closingAtEnd(committed(table.commit(table.stageReplace(KeySet.of(keys), stage(table, rows)), stamp())));
    }

    private PinnedTable delete(PinnedTable table, String... keys) {
        return closingAtEnd(
                committed(table.commit(table.stageReplace(KeySet.of(List.of(keys)), StagedRows.NONE), stamp())));
    }

    private <T extends AutoCloseable> T closingAtEnd(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    private static ScanRequest limit(long rows) {
        return new ScanRequest(List.of(), Optional.empty(), OptionalLong.of(rows));
    }

    private static List<Object> ids(PinnedTable table) {
        return rows(table.scan(ScanRequest.columns("id"))).stream()
                .map(row -> row.get("id"))
                .toList();
    }

    private static String[] everySecond(int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> (i - from) % 2 == 0)
                .mapToObj(i -> "p" + i)
                .toArray(String[]::new);
    }

    private static List<Map<String, Object>> people(int from, int count) {
        List<Map<String, Object>> people = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            people.add(person("p" + i, "Person " + i, i));
        }
        return people;
    }

    /** Names and types all the way down; stores may add metadata of their own. */
    private static List<Object> namesAndTypes(Schema schema) {
        return schema.getFields().stream().map(TableStoreContract::nameAndType).toList();
    }

    private static Object nameAndType(Field field) {
        ArrowType type = field.getType();
        return List.of(
                field.getName(),
                type,
                field.isNullable(),
                field.getChildren().stream()
                        .map(TableStoreContract::nameAndType)
                        .toList());
    }

    private static Map<String, Object> fullRow(String id) {
        return row(
                "id",
                id,
                "text",
                "grüß 𝄞",
                "bool",
                true,
                "i32",
                -7,
                "i64",
                -8L,
                "u32",
                9,
                "u64",
                10L,
                "f32",
                1.5f,
                "f64",
                2.25,
                "date",
                19_000,
                "instant",
                1_700_000_000_123_456L,
                "texts",
                List.of("a", ""),
                "longs",
                List.of(1L, 2L),
                "vector",
                List.of(0.5f, -1f, 3f));
    }

    private static Map<String, Object> emptyRow(String id) {
        return row(
                "id", id, "text", null, "bool", null, "i32", null, "i64", null, "u32", null, "u64", null, "f32", null,
                "f64", null, "date", null, "instant", null, "texts", null, "longs", null, "vector", null);
    }

    /** Extremes; the unsigned ones are the bits of the largest values. */
    private static Map<String, Object> edgeRow(String id) {
        return row(
                "id",
                id,
                "text",
                "",
                "bool",
                false,
                "i32",
                Integer.MIN_VALUE,
                "i64",
                Long.MIN_VALUE,
                "u32",
                -1,
                "u64",
                -1L,
                "f32",
                Float.NaN,
                "f64",
                Double.NEGATIVE_INFINITY,
                "date",
                -1,
                "instant",
                -1L,
                "texts",
                Arrays.asList("x", null),
                "longs",
                List.of(),
                "vector",
                List.of(Float.MAX_VALUE, -0f, Float.MIN_VALUE));
    }
}
