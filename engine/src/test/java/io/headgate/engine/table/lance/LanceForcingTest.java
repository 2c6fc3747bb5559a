package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.LanceFixture.PEOPLE;
import static io.headgate.engine.table.lance.LanceFixture.committed;
import static io.headgate.engine.table.lance.LanceFixture.keys;
import static io.headgate.engine.table.lance.LanceFixture.stamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.object.Durability;
import io.headgate.engine.object.FileForcer;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives a power cut: everything that a version needs is forced when the call that made it returns. */
class LanceForcingTest {

    /** Lance reads the newest version without it and does not mind nonsense in it (see the substrate guards). */
    private static final String HINT = "latest_version_hint.json";

    private final Recorder recorder = new Recorder();

    @TempDir
    private Path root;

    @Test
    void everyFileOfEveryVersionIsForcedWithItsDirectories() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS);
                PinnedTable empty = fixture.create()) {
            assertEverythingIsForced();

            StagedRows rows = fixture.stage(empty, 0, 100, 1);
            assertEverythingIsForced();
            try (PinnedTable filled = committed(empty, empty.stageAppend(rows))) {
                assertEverythingIsForced();

                StagedChange few = filled.stageReplace(keys(0, 3), fixture.stage(filled, 0, 3, 2));
                assertEverythingIsForced();
                try (PinnedTable replaced = committed(filled, few)) {
                    StagedChange many = replaced.stageReplace(keys(3, 99), StagedRows.NONE);
                    assertEverythingIsForced();
                    try (PinnedTable fewer = committed(replaced, many);
                            PinnedTable overwritten =
                                    committed(fewer, fewer.stageOverwrite(fixture.stage(fewer, 7, 9, 3)))) {
                        assertEverythingIsForced();
                        overwritten.restore(stamp()).close();
                        assertEverythingIsForced();
                    }
                    replaced.restore(stamp()).close();
                    assertEverythingIsForced();
                }
            }
        }
    }

    @Test
    void bothKindsOfDeletionFilesAreForced() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS);
                PinnedTable empty = fixture.create();
                PinnedTable filled = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 20_000, 1)))) {
            filled.stageReplace(keys(0, 3), StagedRows.NONE);
            filled.stageReplace(keys(0, 19_000), StagedRows.NONE);
        }

        assertThat(recorder.forced.stream().map(Path::toString))
                .anyMatch(name -> name.contains("_deletions") && name.endsWith(".arrow"))
                .anyMatch(name -> name.contains("_deletions") && name.endsWith(".bin"));
        assertEverythingIsForced();
    }

    @Test
    void creatingAgainForcesWhatADeadProcessMayHaveLeftUnforced() {
        try (LanceFixture dead = fixture(Durability.PROCESS_CRASH)) {
            dead.create().close();
        }
        assertThat(recorder.forced).isEmpty();

        try (LanceFixture next = fixture(Durability.POWER_LOSS)) {
            next.create().close();
        }

        assertEverythingIsForced();
    }

    @Test
    void adoptingForcesWhatADeadProcessMayHaveLeftUnforced() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS);
                PinnedTable filled = filled(fixture)) {
            commitTwoUnforced();

            filled.adopt(4).close();
        }

        assertEverythingIsForced();
    }

    @Test
    void adoptingForcesOnlyWhatIsNewAndRowsBeforeVersions() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS);
                PinnedTable filled = filled(fixture)) {
            commitTwoUnforced();
            recorder.files.clear();

            filled.adopt(4).close();
        }

        assertThat(recorder.files.stream()
                        .map(file -> file.getParent().getFileName().toString())
                        .toList())
                .containsExactly(
                        "data", "_deletions", "_deletions", "_transactions", "_transactions", "_versions", "_versions");
    }

    @Test
    void adoptingNeedsNoTransactionFiles() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS);
                PinnedTable filled = filled(fixture)) {
            commitTwoUnforced();
            deleteAll(CommittedFiles.TRANSACTIONS);

            filled.adopt(4).close();
        }

        assertEverythingIsForced();
    }

    @Test
    void versionWithoutItsRowsIsNotAdopted() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS);
                PinnedTable filled = filled(fixture)) {
            commitTwoUnforced();
            deleteAll("_deletions");

            assertThatThrownBy(() -> filled.adopt(4))
                    .isInstanceOf(CorruptState.class)
                    .hasMessageContaining("_deletions");
        }
    }

    @Test
    void versionThatCannotBeForcedIsNotAdopted() throws IOException {
        FileForcer failing = new FileForcer() {
            @Override
            public void forceFile(Path file) throws IOException {
                if (file.toString().endsWith(".manifest")) {
                    throw new IOException("disk on fire");
                }
            }

            @Override
            public void forceDirectory(Path directory) {}
        };
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS)) {
            filled(fixture).close();
            commitTwoUnforced();
        }
        try (LanceFixture fixture = new LanceFixture(root, Durability.POWER_LOSS, failing, LanceSettings.DEFAULT);
                PinnedTable filled = fixture.store.open(PEOPLE, 2)) {
            assertThatThrownBy(() -> filled.adopt(4))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("disk on fire");
        }
    }

    @Test
    void everyFileOfMaintenanceIsForcedWithItsDirectories() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS);
                PinnedTable two = withMore(filled(fixture), fixture)) {
            IndexBuild index = two.stageIndex(new IndexRequest(DeclaredIndex.ON_ID, List.of(0, 1), List.of()));
            assertEverythingIsForced();
            FragmentRewrite rewrite = two.stageRewrite(List.of(0, 1), 1_000);
            assertEverythingIsForced();
            try (PinnedTable fewer = committed(two, two.stageReplace(keys(0, 3), StagedRows.NONE))) {
                MaintenancePlan plan = fewer.planMaintenance(List.of(rewrite), List.of(index));
                StagedChange rewriting = fewer.stageStep(plan, 0);
                try (PinnedTable rewritten = committed(fewer, rewriting)) {
                    assertEverythingIsForced();
                    StagedChange deleting = rewritten.stageStep(plan, 1);
                    assertEverythingIsForced();
                    try (PinnedTable deleted = committed(rewritten, deleting)) {
                        committed(deleted, deleted.stageStep(plan, 2)).close();
                    }
                }
            }
            assertEverythingIsForced();
        }
    }

    @Test
    void adoptingForcesRewritesAndIndexesThatADeadProcessMayHaveLeftUnforced() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS);
                PinnedTable two = withMore(filled(fixture), fixture)) {
            long done;
            try (LanceFixture dead = fixture(Durability.PROCESS_CRASH);
                    PinnedTable theirs = dead.store.open(PEOPLE, two.version())) {
                IndexBuild index = theirs.stageIndex(new IndexRequest(DeclaredIndex.ON_ID, List.of(0, 1), List.of()));
                FragmentRewrite rewrite = theirs.stageRewrite(List.of(0, 1), 1_000);
                MaintenancePlan plan = theirs.planMaintenance(List.of(rewrite), List.of(index));
                try (PinnedTable rewritten = committed(theirs, theirs.stageStep(plan, 0));
                        PinnedTable registered = committed(rewritten, rewritten.stageStep(plan, 1))) {
                    done = registered.version();
                }
            }

            two.adopt(done).close();

            assertEverythingIsForced();
        }
    }

    private static PinnedTable withMore(PinnedTable filled, LanceFixture fixture) throws IOException {
        try (filled) {
            return committed(filled, filled.stageAppend(fixture.stage(filled, 100, 200, 1)));
        }
    }

    private static PinnedTable filled(LanceFixture fixture) throws IOException {
        try (PinnedTable empty = fixture.create()) {
            return committed(empty, empty.stageAppend(fixture.stage(empty, 0, 100, 1)));
        }
    }

    /** Version 3 moves rows to a new fragment, version 4 removes some of these. */
    private void commitTwoUnforced() throws IOException {
        try (LanceFixture dead = fixture(Durability.PROCESS_CRASH);
                PinnedTable filled = dead.store.open(PEOPLE, 2);
                PinnedTable moved = committed(filled, filled.stageReplace(keys(0, 3), dead.stage(filled, 0, 3, 2)))) {
            committed(moved, moved.stageReplace(keys(0, 2), StagedRows.NONE)).close();
        }
    }

    private void deleteAll(String directory) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(PEOPLE.value()).resolve(directory))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void nothingIsForcedWhenOnlyKilledProcessesMatter() throws IOException {
        try (LanceFixture fixture = fixture(Durability.PROCESS_CRASH);
                PinnedTable empty = fixture.create()) {
            committed(empty, empty.stageAppend(fixture.stage(empty, 0, 3, 1))).close();
        }

        assertThat(recorder.forced).isEmpty();
    }

    @Test
    void fileThatIsNotWhereItMustBeIsLoud() throws IOException {
        try (LanceFixture fixture = fixture(Durability.POWER_LOSS)) {
            LocalTableForcer forcer = new LocalTableForcer(root, PEOPLE, recorder);
            fixture.create().close();

            assertThatThrownBy(() -> forcer.committed(new CommittedFiles(1, "no-such", 2)))
                    .isInstanceOf(CorruptState.class)
                    .hasMessageContaining("1-no-such.txn");
        }
    }

    @Test
    void commitThatCannotBeForcedIsNotReportedAsDone() throws IOException {
        FileForcer failing = new FileForcer() {
            @Override
            public void forceFile(Path file) throws IOException {
                if (file.toString().endsWith(".manifest") && !file.toString().endsWith("614.manifest")) {
                    throw new IOException("disk on fire");
                }
            }

            @Override
            public void forceDirectory(Path directory) {}
        };
        try (LanceFixture fixture = new LanceFixture(root, Durability.POWER_LOSS, failing, LanceSettings.DEFAULT);
                PinnedTable empty = fixture.create()) {
            StagedChange change = empty.stageAppend(fixture.stage(empty, 0, 3, 1));

            assertThatThrownBy(() -> empty.commit(change, stamp()))
                    .isInstanceOf(StorageUnavailable.class)
                    .hasMessageContaining("disk on fire");
        }
    }

    private LanceFixture fixture(Durability durability) {
        return new LanceFixture(root, durability, recorder, LanceSettings.DEFAULT);
    }

    private void assertEverythingIsForced() {
        Set<Path> needed = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(HINT))
                    .forEach(needed::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Set<Path> directories = needed.stream()
                .flatMap(file ->
                        Stream.iterate(file.getParent(), above -> above.startsWith(root), above -> above.getParent()))
                .collect(Collectors.toSet());
        needed.addAll(directories);
        assertThat(recorder.forced).containsAll(needed);
        assertThat(recorder.unforcedEntries()).isEmpty();
    }

    /** Remembers what was forced, and for directories which entries they had then. */
    private static final class Recorder implements FileForcer {

        private final Set<Path> forced = new TreeSet<>();
        private final List<Path> files = new ArrayList<>();
        private final Set<Path> durableEntries = new TreeSet<>();

        @Override
        public void forceFile(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                throw new java.nio.file.NoSuchFileException(file.toString());
            }
            forced.add(file);
            files.add(file);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            forced.add(directory);
            try (Stream<Path> entries = Files.list(directory)) {
                entries.forEach(durableEntries::add);
            }
        }

        Set<Path> unforcedEntries() {
            Set<Path> missing = new TreeSet<>(forced);
            missing.removeAll(durableEntries);
            missing.removeIf(
                    path -> forced.stream().noneMatch(other -> path.getParent().equals(other)));
            return missing;
        }
    }
}
