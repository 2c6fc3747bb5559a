package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.LanceFixture.PEOPLE;
import static io.headgate.engine.table.lance.LanceFixture.SCHEMA;
import static io.headgate.engine.table.lance.LanceFixture.committed;
import static io.headgate.engine.table.lance.LanceFixture.contents;
import static io.headgate.engine.table.lance.LanceFixture.keys;
import static io.headgate.engine.table.lance.LanceFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.object.Durability;
import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableTransaction;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.CorruptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanceTableStoreTest {

    private LanceFixture fixture;

    @BeforeEach
    void open(@TempDir Path root) {
        fixture = new LanceFixture(root);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void createdTableCarriesOurStampAtVersionOne() {
        TransactionStamp stamp = stamp();

        try (PinnedTable table = fixture.store.createIfAbsent(PEOPLE, SCHEMA, stamp)) {
            assertThat(table.version()).isEqualTo(1);
            assertThat(table.rowCount()).isZero();
            assertThat(table.schema()).isEqualTo(SCHEMA);
            assertThat(table.transactionOf(1).map(TableTransaction::stamp)).contains(stamp);
        }
    }

    @Test
    void creatingAgainChangesNothing() throws IOException {
        TransactionStamp first = stamp();
        try (PinnedTable created = fixture.store.createIfAbsent(PEOPLE, SCHEMA, first);
                PinnedTable next = committed(created, created.stageAppend(fixture.stage(created, 0, 3, 1)));
                PinnedTable again = fixture.create()) {
            assertThat(next.version()).isEqualTo(2);
            assertThat(again.version()).isEqualTo(1);
            assertThat(again.headVersion()).isEqualTo(2);
            assertThat(again.transactionOf(1).map(TableTransaction::stamp)).contains(first);
        }
    }

    @Test
    void creatingOverOtherColumnsIsRefused() {
        fixture.create().close();
        Schema other = new Schema(List.of(SCHEMA.getFields().get(0)));

        assertThatThrownBy(() -> fixture.store.createIfAbsent(PEOPLE, other, stamp()))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("columns");
    }

    @Test
    void schemaComesBackAsGivenWhateverLanceForgets() {
        Field item = new Field(
                "element", FieldType.notNullable(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)), null);
        Schema given = new Schema(
                List.of(
                        new Field("id", FieldType.notNullable(new ArrowType.Utf8()), null),
                        new Field("v", FieldType.nullable(new ArrowType.FixedSizeList(4)), List.of(item)),
                        new Field(
                                "l",
                                new FieldType(true, new ArrowType.List(), null, Map.of("about", "list")),
                                List.of(new Field("symbol", FieldType.notNullable(new ArrowType.Utf8()), null)))),
                Map.of("origin", "test"));
        LanceSettings compressed = LanceSettings.DEFAULT.withCompression(TextCompression.ZSTD);

        try (LanceFixture other =
                        new LanceFixture(fixture.root, Durability.PROCESS_CRASH, LanceFixture.UNFORCED, compressed);
                PinnedTable table = other.store.createIfAbsent(PEOPLE, given, stamp())) {
            assertThat(table.schema()).isEqualTo(given);
        }
    }

    @Test
    void missingTableOrVersionIsCorruptState() {
        fixture.create().close();

        assertThatThrownBy(() -> fixture.store.open(PEOPLE, 2)).isInstanceOf(CorruptState.class);
        assertThatThrownBy(() -> fixture.store.open(new TablePath("nodes/other-1.lance"), 1))
                .isInstanceOf(CorruptState.class);
    }

    @Test
    void upsertReplacesRowsOfKeysAndAddsNewOnes() throws IOException {
        try (PinnedTable empty = fixture.create();
                PinnedTable filled = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 4, 1)))) {
            StagedChange change = filled.stageReplace(keys(2, 6), fixture.stage(filled, 2, 6, 2));

            try (PinnedTable upserted = committed(filled, change)) {
                assertThat(change.rowsAdded()).isEqualTo(4);
                assertThat(change.rowsRemoved()).isEqualTo(2);
                assertThat(contents(upserted))
                        .isEqualTo(Map.of("k0", 1L, "k1", 1L, "k2", 2L, "k3", 2L, "k4", 2L, "k5", 2L));
                assertThat(contents(filled)).hasSize(4);
            }
        }
    }

    @Test
    void deletingEverythingOrNothingStillMakesTheNextVersion() throws IOException {
        try (PinnedTable empty = fixture.create();
                PinnedTable filled = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 4, 1)));
                PinnedTable same = committed(filled, filled.stageReplace(keys(9, 10), StagedRows.NONE));
                PinnedTable gone = committed(same, same.stageReplace(keys(0, 4), StagedRows.NONE))) {
            assertThat(same.version()).isEqualTo(3);
            assertThat(same.rowCount()).isEqualTo(4);
            assertThat(gone.version()).isEqualTo(4);
            assertThat(contents(gone)).isEmpty();
        }
    }

    @Test
    void overwriteLeavesOnlyTheNewRows() throws IOException {
        try (PinnedTable empty = fixture.create();
                PinnedTable filled = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 4, 1)));
                PinnedTable replaced = committed(filled, filled.stageOverwrite(fixture.stage(filled, 8, 9, 2)));
                PinnedTable cleared = committed(replaced, replaced.stageOverwrite(StagedRows.NONE))) {
            assertThat(contents(replaced)).isEqualTo(Map.of("k8", 2L));
            assertThat(contents(cleared)).isEmpty();
            assertThat(cleared.schema()).isEqualTo(SCHEMA);
        }
    }

    @Test
    void commitOnAMovedHeadOvershootsAndRestoreBringsTheContentBack() throws IOException {
        try (PinnedTable pinned = fixture.create()) {
            StagedRows rows = fixture.stage(pinned, 0, 3, 1);
            committed(pinned, pinned.stageAppend(rows)).close();

            CommitOutcome second = pinned.commit(pinned.stageAppend(rows), stamp());

            assertThat(second).isEqualTo(new CommitOutcome.Overshot(3));
            TransactionStamp stamp = stamp();
            try (PinnedTable restored = pinned.restore(stamp);
                    PinnedTable next = committed(restored, restored.stageAppend(rows))) {
                assertThat(restored.version()).isEqualTo(4);
                assertThat(restored.rowCount()).isZero();
                assertThat(restored.transactionOf(4).map(TableTransaction::stamp))
                        .contains(stamp);
                assertThat(contents(next)).hasSize(3);
            }
        }
    }

    @Test
    void removalOfRowsThatOthersRemovedIsRejected() throws IOException {
        try (PinnedTable empty = fixture.create();
                PinnedTable filled = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 4, 1)))) {
            StagedChange mine = filled.stageReplace(keys(0, 1), StagedRows.NONE);
            committed(filled, filled.stageReplace(keys(0, 2), StagedRows.NONE)).close();

            assertThat(filled.commit(mine, stamp())).isInstanceOf(CommitOutcome.Rejected.class);
            assertThat(filled.headVersion()).isEqualTo(3);
        }
    }

    @Test
    void changeStagedOnAnotherObjectIsRefused() throws IOException {
        try (PinnedTable one = fixture.create();
                PinnedTable other = fixture.store.open(PEOPLE, 1)) {
            StagedChange change = one.stageAppend(fixture.stage(one, 0, 1, 1));

            assertThatThrownBy(() -> other.commit(change, stamp())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void discardRemovesTheDeletionFilesOfTheChangeAndNoOther() throws IOException {
        Path deletions = fixture.root.resolve(PEOPLE.value()).resolve(LocalTableForcer.DELETIONS);
        try (PinnedTable empty = fixture.create();
                PinnedTable one = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 4, 1)));
                PinnedTable two = committed(one, one.stageAppend(fixture.stage(one, 4, 8, 1)))) {
            StagedChange first = two.stageReplace(keys(3, 5), StagedRows.NONE);
            assertThat(names(deletions)).hasSize(2);
            fixture.store.discard(PEOPLE, first);
            assertThat(names(deletions)).isEmpty();

            try (PinnedTable marked = committed(two, two.stageReplace(keys(3, 5), StagedRows.NONE))) {
                Set<String> named = names(deletions);
                fixture.store.discard(PEOPLE, marked.stageReplace(keys(2, 6), StagedRows.NONE));

                assertThat(names(deletions)).hasSize(2).isEqualTo(named);
                try (PinnedTable read = fixture.store.open(PEOPLE, marked.version())) {
                    assertThat(contents(read)).containsOnlyKeys("k0", "k1", "k2", "k5", "k6", "k7");
                }
            }
        }
    }

    @Test
    void aDiscardThatFailsIsLeftToCleanup() throws IOException {
        Path deletions = fixture.root.resolve(PEOPLE.value()).resolve(LocalTableForcer.DELETIONS);
        try (PinnedTable empty = fixture.create();
                PinnedTable filled = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 4, 1)))) {
            StagedChange change = filled.stageReplace(keys(0, 1), StagedRows.NONE);
            Path mark = deletions.resolve(names(deletions).iterator().next());
            Files.delete(mark);
            Files.createDirectories(mark.resolve("in the way"));

            fixture.store.discard(PEOPLE, change);

            assertThat(mark).isDirectory();
        }
    }

    private static Set<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void stagedRowsAreCommittedByAnotherStore() throws IOException {
        StagedRows rows;
        try (PinnedTable table = fixture.create()) {
            rows = fixture.stage(table, 0, 5, 7);
            assertThat(rows.rows()).isEqualTo(5);
            assertThat(rows.bytes()).isPositive();
            assertThat(table.headVersion()).isEqualTo(1);
        }
        try (LanceFixture other = new LanceFixture(fixture.root);
                PinnedTable table = other.store.open(PEOPLE, 1);
                PinnedTable next = committed(table, table.stageAppend(rows))) {
            assertThat(contents(next)).hasSize(5).containsEntry("k4", 7L);
        }
    }

    @Test
    void scanSelectsColumnsFiltersAndLimits() throws IOException {
        try (PinnedTable empty = fixture.create();
                PinnedTable filled = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 100, 1)))) {
            ScanRequest request = new ScanRequest(List.of("n", "id"), Optional.of("id >= 'k5'"), OptionalLong.of(3));
            int rows = 0;
            try (ArrowReader reader = filled.scan(request)) {
                assertThat(reader.getVectorSchemaRoot().getSchema().getFields())
                        .extracting(Field::getName)
                        .containsExactly("n", "id");
                while (reader.loadNextBatch()) {
                    rows += reader.getVectorSchemaRoot().getRowCount();
                }
            }
            assertThat(rows).isEqualTo(3);
        }
    }

    @Test
    void scanOfUnknownColumnsOrWithABadConditionNamesIt() throws IOException {
        try (PinnedTable table = fixture.create()) {
            assertThatThrownBy(() -> table.scan(ScanRequest.columns("nope")))
                    .isInstanceOf(BadConfiguration.class)
                    .hasMessageContaining("nope");
            for (String condition : List.of("nope = 1", "id = ", "id +", "n = 'a' 3")) {
                assertThatThrownBy(() -> table.scan(
                                        new ScanRequest(List.of(), Optional.of(condition), OptionalLong.empty()))
                                .close())
                        .as(condition)
                        .isInstanceOf(BadConfiguration.class)
                        .hasMessageContaining(condition);
            }
        }
    }

    @Test
    void transactionOfAVersionThatIsNotThereIsEmpty() {
        try (PinnedTable table = fixture.create()) {
            assertThat(table.transactionOf(99)).isEmpty();
        }
    }

    @Test
    void rowsWithOtherColumnsAreRefusedBeforeAnythingIsWritten() throws IOException {
        Schema other = new Schema(List.of(SCHEMA.getFields().get(0)));
        try (PinnedTable table = fixture.store.createIfAbsent(PEOPLE, other, stamp());
                ArrowReader rows = fixture.rows(0, 1, 1)) {
            assertThatThrownBy(() -> table.stageRows(rows))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("columns");
        }
    }

    @Test
    void noRowsAreStagedAsNone() throws IOException {
        try (PinnedTable table = fixture.create()) {
            assertThat(fixture.stage(table, 0, 0, 1)).isEqualTo(StagedRows.NONE);
        }
    }
}
