package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.LanceFixture.PEOPLE;
import static io.headgate.engine.table.lance.LanceFixture.SCHEMA;
import static io.headgate.engine.table.lance.LanceFixture.committed;
import static io.headgate.engine.table.lance.LanceFixture.contents;
import static io.headgate.engine.table.lance.LanceFixture.keys;
import static io.headgate.engine.table.lance.LanceFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableTransaction;
import io.headgate.engine.table.TransactionStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance.CommitBuilder;
import org.lance.Dataset;
import org.lance.FragmentMetadata;
import org.lance.ReadOptions;
import org.lance.Transaction;
import org.lance.operation.Append;
import org.lance.operation.Operation;
import org.lance.operation.Overwrite;
import org.lance.operation.Restore;
import org.lance.operation.Update;

/**
 * Holds Lance to what the table store leans on, good and bad. A test that fails after a version bump says that the store
 * has to be thought over, not that the test is wrong.
 */
class LanceSubstrateGuardTest {

    private static final long[] ALL_FIELDS = {0, 1};

    private LanceFixture fixture;
    private Path directory;

    @BeforeEach
    void createTable(@TempDir Path root) {
        fixture = new LanceFixture(root);
        directory = root.resolve(PEOPLE.value());
        fixture.create().close();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    // ---- commits

    @Test
    void oneAttemptIsSilentlyRebasedAndOnlyTheResultShowsIt() throws IOException {
        try (Dataset base = open(1)) {
            commit(base, append(stage(0, 2)), stamp());

            assertThat(commit(base, append(stage(2, 4)), stamp())).isEqualTo(3);
        }
        try (Dataset head = open(3)) {
            assertThat(head.countRows()).isEqualTo(4);
        }
    }

    @Test
    void sameTransactionCommittedTwiceAppendsTwice() throws IOException {
        TransactionStamp stamp = stamp();
        try (Dataset base = open(1)) {
            Operation append = append(stage(0, 2));
            commit(base, append, stamp);
            commit(base, append, stamp);
        }
        try (Dataset head = open(3)) {
            assertThat(head.countRows()).isEqualTo(4);
        }
    }

    @Test
    void overwriteClobbersWhatItsReadVersionDidNotKnow() throws IOException {
        try (Dataset base = open(1)) {
            Operation overwrite = Overwrite.builder()
                    .fragments(stage(7, 8))
                    .schema(base.getSchema())
                    .build();
            commit(base, append(stage(0, 2)), stamp());

            assertThat(commit(base, overwrite, stamp())).isEqualTo(3);
        }
        try (Dataset head = open(3)) {
            assertThat(head.countRows()).isEqualTo(1);
            assertThat(head.hasStableRowIds()).isTrue();
        }
    }

    @Test
    void restoreLandsOnTopOfAnything() throws IOException {
        try (Dataset base = open(1)) {
            Operation restore = new Restore.Builder().version(1).build();
            commit(base, append(stage(0, 2)), stamp());
            commit(
                    base,
                    Overwrite.builder()
                            .fragments(stage(7, 8))
                            .schema(base.getSchema())
                            .build(),
                    stamp());

            assertThat(commit(base, restore, stamp())).isEqualTo(4);
        }
        try (Dataset head = open(4)) {
            assertThat(head.countRows()).isZero();
        }
    }

    @Test
    void conflictsAreToldByMessagesThatAreClassified() throws IOException {
        try (PinnedTable empty = fixture.store.open(PEOPLE, 1);
                PinnedTable filled = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 4, 1)));
                Dataset base = open(2)) {
            Operation delete = update(List.of(), List.of(base.getFragment(0).deleteRows(List.of(0))));
            committed(filled, filled.stageReplace(keys(1, 2), StagedRows.NONE)).close();

            assertThatThrownBy(() -> commit(base, delete, stamp()))
                    .satisfies(e -> assertThat(LanceFailure.of(e)).isEqualTo(LanceFailure.RETRYABLE_CONFLICT));

            commit(
                    base,
                    Overwrite.builder()
                            .fragments(stage(7, 8))
                            .schema(base.getSchema())
                            .build(),
                    stamp());
            assertThatThrownBy(() -> commit(base, append(stage(8, 9)), stamp()))
                    .satisfies(e -> assertThat(LanceFailure.of(e)).isEqualTo(LanceFailure.INCOMPATIBLE));
        }
    }

    @Test
    void updateOfNothingMakesAVersionWhichAnAppendOfNothingDoesNot() {
        assertThatThrownBy(() -> append(List.of())).isInstanceOf(IllegalArgumentException.class);
        try (Dataset base = open(1)) {
            assertThat(commit(base, update(List.of(), List.of()), stamp())).isEqualTo(2);
        }
    }

    @Test
    void creatingWhereSomethingIsOverwritesItAtTheNextVersion() {
        Overwrite create =
                Overwrite.builder().fragments(List.of()).schema(SCHEMA).build();
        try (Transaction transaction = Transactions.of(0, create, stamp());
                Dataset second = new CommitBuilder(directory.toString(), fixture.allocator)
                        .useStableRowIds(true)
                        .maxRetries(1)
                        .execute(transaction)) {
            assertThat(second.version()).isEqualTo(2);
        }
    }

    // ---- history

    @Test
    void historyShowsIdsAndPropertiesAlsoWithoutTheTransactionFile() throws IOException {
        TransactionStamp stamp = stamp();
        try (Dataset base = open(1)) {
            commit(base, append(stage(0, 2)), stamp);
        }
        try (Stream<Path> files = Files.list(directory.resolve("_transactions"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Dataset base = open(1);
                Dataset second = base.checkoutVersion(2);
                Transaction transaction = second.readTransaction().orElseThrow()) {
            assertThat(transaction.uuid()).isEqualTo(stamp.id().value());
            assertThat(transaction.transactionProperties()).isPresent();
            assertThat(transaction.transactionProperties().get()).containsAllEntriesOf(stamp.properties());
            assertThat(transaction.readVersion()).isEqualTo(1);
            assertThat(base.version()).isEqualTo(1);
            assertThat(base.latestVersion()).isEqualTo(2);
        }
    }

    /** The reason why our transactions keep the version they were built on in a property. */
    @Test
    void rebasedChangeOfRowsForgetsItsReadVersionButNotItsProperties() throws Exception {
        try (Dataset empty = open(1)) {
            commit(empty, append(stage(0, 4)), stamp());
        }
        try (Dataset base = open(2)) {
            Operation delete = update(List.of(), List.of(base.getFragment(0).deleteRows(List.of(0))));
            commit(base, append(stage(4, 6)), stamp());
            commit(base, append(stage(6, 8)), stamp());

            assertThat(commit(base, delete, stamp())).isEqualTo(5);

            assertThat(recordedReadVersion(5)).isEqualTo(4);
            assertThat(History.transactionOf(base, 5))
                    .map(TableTransaction::readVersion)
                    .contains(2L);
        }
    }

    @Test
    void rebasedAppendAndOverwriteKeepTheirReadVersion() throws IOException {
        try (Dataset base = open(1)) {
            Operation overwrite = Overwrite.builder()
                    .fragments(stage(7, 8))
                    .schema(base.getSchema())
                    .build();
            commit(base, append(stage(0, 2)), stamp());

            assertThat(commit(base, append(stage(2, 4)), stamp())).isEqualTo(3);
            assertThat(commit(base, overwrite, stamp())).isEqualTo(4);

            assertThat(recordedReadVersion(3)).isEqualTo(1);
            assertThat(recordedReadVersion(4)).isEqualTo(1);
        }
    }

    @Test
    void restoreShowsItsReadVersionItsPropertiesAndWhatItRestored() throws IOException {
        TransactionStamp stamp = new TransactionStamp(stamp().id(), Map.of("headgate.restores", "1", "other", "x"));
        try (Dataset first = open(1)) {
            commit(first, append(stage(0, 2)), stamp());
            commit(first, append(stage(2, 4)), stamp());
        }
        try (Dataset second = open(2)) {
            assertThat(commit(second, new Restore.Builder().version(1).build(), stamp))
                    .isEqualTo(4);
        }
        try (Dataset restored = open(4);
                Transaction transaction = restored.readTransaction().orElseThrow()) {
            assertThat(transaction.uuid()).isEqualTo(stamp.id().value());
            assertThat(transaction.readVersion()).isEqualTo(2);
            assertThat(transaction.transactionProperties().orElseThrow()).containsAllEntriesOf(stamp.properties());
            assertThat(transaction.operation().name()).isEqualTo(TableTransaction.RESTORE);
            assertThat(((Restore) transaction.operation()).version()).isEqualTo(1);
        }
    }

    @Test
    void transactionFileIsNamedByTheRecordedReadVersion() throws IOException {
        TransactionStamp stamp = stamp();
        try (Dataset empty = open(1)) {
            commit(empty, append(stage(0, 4)), stamp());
        }
        try (Dataset base = open(2)) {
            Operation delete = update(List.of(), List.of(base.getFragment(0).deleteRows(List.of(0))));
            commit(base, append(stage(4, 6)), stamp());
            commit(base, delete, stamp);
        }
        CommittedFiles files = new CommittedFiles(3, stamp.id().value(), 4);
        assertThat(directory.resolve(CommittedFiles.TRANSACTIONS).resolve(files.transactionFile()))
                .exists();
    }

    @Test
    void maintenanceIsCalledWhatTheSeamSaysItIs() throws IOException {
        try (PinnedTable empty = fixture.store.open(PEOPLE, 1);
                PinnedTable one = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 2, 1)))) {
            committed(one, one.stageAppend(fixture.stage(one, 2, 4, 1))).close();
        }
        Btree.create(fixture.allocator, directory.toString(), "id");
        try (Dataset indexed = open(4)) {
            indexed.compact();
        }
        assertThat(operation(4)).isEqualTo("CreateIndex");
        assertThat(operation(5)).isEqualTo("ReserveFragments");
        assertThat(operation(6)).isEqualTo("Rewrite");
    }

    @Test
    void missingVersionIsClassifiedAsNotFound() {
        try (Dataset base = open(1)) {
            assertThatThrownBy(() -> base.checkoutVersion(9))
                    .satisfies(e -> assertThat(LanceFailure.of(e)).isEqualTo(LanceFailure.NOT_FOUND));
        }
        assertThatThrownBy(() -> open(9))
                .satisfies(e -> assertThat(LanceFailure.of(e)).isEqualTo(LanceFailure.NOT_FOUND));
    }

    @Test
    void missingDataFileIsClassifiedAsNotFound() throws IOException {
        try (PinnedTable empty = fixture.store.open(PEOPLE, 1)) {
            committed(empty, empty.stageAppend(fixture.stage(empty, 0, 2, 1))).close();
        }
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            Files.delete(files.findFirst().orElseThrow());
        }
        try (LanceFixture fresh = new LanceFixture(fixture.root);
                PinnedTable table = fresh.store.open(PEOPLE, 2)) {
            assertThatThrownBy(() -> contents(table)).isInstanceOf(io.headgate.recovery.error.CorruptState.class);
        }
    }

    // ---- files

    @Test
    void filesAreNamedAsTheForcerDerivesThem() throws IOException {
        TransactionStamp stamp = stamp();
        try (Dataset base = open(1)) {
            List<FragmentMetadata> staged = stage(0, 2);
            commit(base, append(staged), stamp);
            CommittedFiles files = new CommittedFiles(1, stamp.id().value(), 2);

            assertThat(directory.resolve("_transactions").resolve(files.transactionFile()))
                    .exists();
            assertThat(directory.resolve("_versions").resolve(files.manifestFile()))
                    .exists();
            assertThat(directory
                            .resolve("data")
                            .resolve(staged.get(0).getFiles().get(0).getPath()))
                    .exists();
        }
    }

    @Test
    void newestVersionIsFoundWhateverTheHintSays() throws IOException {
        try (Dataset base = open(1)) {
            commit(base, append(stage(0, 2)), stamp());
        }
        Path hint = directory.resolve("_versions").resolve("latest_version_hint.json");
        assertThat(hint).exists();
        for (String text : List.of("", "nonsense", "{\"version\":1}", "{\"version\":99}")) {
            Files.writeString(hint, text);
            assertNewest(2);
        }
        Files.delete(hint);
        assertNewest(2);
    }

    // ---- rows

    @Test
    void fragmentWhoseRowsAreAllDeletedIsReportedAsNull() throws IOException {
        try (Dataset base = open(1)) {
            commit(base, append(stage(0, 2)), stamp());
        }
        try (Dataset filled = open(2)) {
            assertThat(filled.getFragment(0).deleteRows(List.of(0, 1))).isNull();
            assertThat(filled.getFragment(0).deleteRows(List.of(0)).getNumDeletions())
                    .isEqualTo(1);
            assertThat(filled.latestVersion()).isEqualTo(2);
        }
    }

    @Test
    void indexFindsReplacedRowsOfTablesWithStableRowIds() throws IOException {
        try (PinnedTable empty = fixture.store.open(PEOPLE, 1)) {
            committed(empty, empty.stageAppend(fixture.stage(empty, 0, 100, 1))).close();
        }
        Btree.create(fixture.allocator, directory.toString(), "id");
        Btree.create(fixture.allocator, directory.toString(), "n");
        try (PinnedTable indexed = fixture.store.open(PEOPLE, 4);
                PinnedTable replaced =
                        committed(indexed, indexed.stageReplace(keys(10, 20), fixture.stage(indexed, 10, 20, 2)));
                PinnedTable again =
                        committed(replaced, replaced.stageReplace(keys(15, 30), fixture.stage(replaced, 15, 30, 3)))) {
            assertThat(count(again, "n = 1")).isEqualTo(80);
            assertThat(count(again, "n = 2")).isEqualTo(5);
            assertThat(count(again, "n = 3")).isEqualTo(15);
            assertThat(count(again, "id = 'k12'")).isEqualTo(1);
            assertThat(count(again, "id IN ('k17', 'k29', 'k99', 'k100')")).isEqualTo(3);
            assertThat(count(again, "id = 'k12' AND n = 1")).isZero();
        }
    }

    private long recordedReadVersion(long version) {
        try (Dataset landed = open(version);
                Transaction transaction = landed.readTransaction().orElseThrow()) {
            return transaction.readVersion();
        }
    }

    private String operation(long version) {
        try (Dataset landed = open(version);
                Transaction transaction = landed.readTransaction().orElseThrow()) {
            return transaction.operation().name();
        }
    }

    private static int count(PinnedTable table, String condition) throws IOException {
        int rows = 0;
        try (ArrowReader reader =
                table.scan(new ScanRequest(List.of("id"), Optional.of(condition), OptionalLong.empty()))) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        return rows;
    }

    private void assertNewest(long version) {
        try (Dataset newest = Dataset.open()
                .uri(directory.toString())
                .allocator(fixture.allocator)
                .build()) {
            assertThat(newest.version()).isEqualTo(version);
            assertThat(newest.latestVersion()).isEqualTo(version);
        }
    }

    private Dataset open(long version) {
        return Dataset.open()
                .uri(directory.toString())
                .allocator(fixture.allocator)
                .readOptions(new ReadOptions.Builder().setVersion(version).build())
                .build();
    }

    private List<FragmentMetadata> stage(int from, int to) throws IOException {
        try (PinnedTable table = fixture.store.open(PEOPLE, 1)) {
            return fixture.stage(table, from, to, 1).fragments().stream()
                    .map(FragmentCodec::decode)
                    .toList();
        }
    }

    private static Operation append(List<FragmentMetadata> fragments) {
        return new Append.Builder().fragments(fragments).build();
    }

    private static Operation update(List<Long> removed, List<FragmentMetadata> updated) {
        return Update.builder()
                .removedFragmentIds(removed)
                .updatedFragments(updated)
                .newFragments(List.of())
                .updateMode(Optional.of(Update.UpdateMode.RewriteRows))
                .fieldsForPreservingFragBitmap(ALL_FIELDS)
                .build();
    }

    private static long commit(Dataset base, Operation operation, TransactionStamp stamp) {
        try (Transaction transaction = Transactions.of(base.version(), operation, stamp);
                Dataset landed = new CommitBuilder(base)
                        .maxRetries(1)
                        .skipAutoCleanup(true)
                        .execute(transaction)) {
            return landed.version();
        }
    }
}
