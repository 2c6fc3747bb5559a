package io.headgate.engine.table;

import static io.headgate.engine.table.SampleRows.edgeRow;
import static io.headgate.engine.table.SampleRows.emptyRow;
import static io.headgate.engine.table.SampleRows.fullRow;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** What every table store promises about tables and their rows, whatever it is made of. */
public abstract class TableStoreContract extends TableContractHarness {

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
        assertThat(again.transactionOf(1).map(TableTransaction::stamp)).contains(first);
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

    /** On S3 such a file is uploaded in parts, by other requests than a small one. */
    @Test
    void rowsOfManyMegabytesAreReadByOthers() {
        Random random = new Random(1);
        byte[] megabytes = new byte[3_000_000];
        List<Map<String, Object>> large = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            // Nothing that could be compressed.
            random.nextBytes(megabytes);
            large.add(person("p" + i, Base64.getEncoder().encodeToString(megabytes), i));
        }

        append(create(), large);

        assertThat(rows(openAt(other, 2)).equals(large)).isTrue();
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

    static ScanRequest limit(long rows) {
        return new ScanRequest(List.of(), Optional.empty(), OptionalLong.of(rows));
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
}
