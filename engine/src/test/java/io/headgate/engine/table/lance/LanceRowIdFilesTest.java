package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.LanceFixture.PEOPLE;
import static io.headgate.engine.table.lance.LanceFixture.committed;
import static io.headgate.engine.table.lance.LanceFixture.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.object.Durability;
import io.headgate.engine.table.CensusRequest;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableRemoval;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.FragmentRewrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance.FragmentMetadata;

/** Row ids of rewritten fragments are in files of their own, which come and go with the data. */
final class LanceRowIdFilesTest {

    private static final int ROWS = 20_000;
    private static final long NEW = 7;

    @TempDir
    Path root;

    @Test
    void versionsOfARewrittenTableStaySmall() throws IOException {
        long inFiles = sizeOfRewrittenVersion(root.resolve("files"), 0);
        long inVersions = sizeOfRewrittenVersion(root.resolve("versions"), Integer.MAX_VALUE);

        assertThat(inFiles).isLessThan(inVersions / 5);
    }

    private static long sizeOfRewrittenVersion(Path root, int inlineBytes) throws IOException {
        LanceSettings settings = LanceSettings.DEFAULT.withInlineRowIdBytes(inlineBytes);
        long version;
        Map<String, Object> before;
        try (LanceFixture fixture = new LanceFixture(root, Durability.PROCESS_CRASH, LanceFixture.UNFORCED, settings);
                PinnedTable scattered = scattered(fixture)) {
            before = Map.copyOf(contents(scattered));
            try (PinnedTable rewritten = rewrite(scattered)) {
                version = rewritten.version();
                assertThat(contents(rewritten)).isEqualTo(before);
            }
        }
        // Somebody who has nothing in memory finds the rows by their keys.
        try (LanceFixture fixture = new LanceFixture(root, Durability.PROCESS_CRASH, LanceFixture.UNFORCED, settings);
                PinnedTable table = fixture.store.open(PEOPLE, version);
                PinnedTable without =
                        committed(table, table.stageReplace(KeySet.of(before.keySet()), StagedRows.NONE))) {
            assertThat(without.rowCount()).isZero();
        }
        return Files.size(root.resolve(PEOPLE.value())
                .resolve(CommittedFiles.VERSIONS)
                .resolve(new CommittedFiles(0, "", version).manifestFile()));
    }

    @Test
    void aFileOfRowIdsGoesWithItsDataFile() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root);
                PinnedTable scattered = scattered(fixture);
                PinnedTable once = rewrite(scattered);
                PinnedTable twice = rewrite(once)) {
            FragmentRewrite staged = twice.stageRewrite(ids(twice), ROWS);
            List<Path> three = rowIdFiles();
            assertThat(three).hasSize(3);

            TableRemoval shown = fixture.store.removable(PEOPLE, twice.version());
            TableRemoval removed = fixture.store.cleanup(PEOPLE, twice.version());

            assertThat(removed).isEqualTo(shown);
            assertThat(rowIdFiles())
                    .as("the newest version's, and that which is staged")
                    .hasSize(2);
            assertThat(twice.planMaintenance(List.of(staged), List.of()).isDone())
                    .isFalse();
            assertThat(fixture.store.cleanup(PEOPLE, twice.version())).isEqualTo(TableRemoval.NONE);
        }
    }

    @Test
    void aFileThatAVersionNamesAndThatIsGoneIsFound() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root);
                PinnedTable scattered = scattered(fixture);
                PinnedTable rewritten = rewrite(scattered)) {
            LanceTableInspection inspection = new LanceTableInspection(root, fixture.allocator);
            CensusRequest request =
                    new CensusRequest(List.of(rewritten.version()), List.of(), List.of(), List.of(), true, 100, 1_000);
            inspection.files(PEOPLE, request, () -> {});
            Path file = rowIdFiles().get(0);
            Files.delete(file);

            assertThatThrownBy(() -> inspection.files(PEOPLE, request, () -> {}))
                    .isInstanceOf(CorruptState.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
    }

    @Test
    void rowsOfARewrittenFragmentAreSaidToBeOfOneVersion() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root);
                PinnedTable first = fixture.create();
                PinnedTable second = committed(first, first.stageAppend(fixture.stage(first, 0, ROWS, NEW)))) {
            try (org.lance.Dataset dataset = org.lance.Dataset.open()
                    .uri(root.resolve(PEOPLE.value()).toString())
                    .allocator(fixture.allocator)
                    .build()) {
                FragmentMetadata made = dataset.getFragments().get(0).metadata();

                assertThat(RowVersions.uniform(ROWS, second.version()).getMetadata())
                        .as("as Lance says it of a new fragment")
                        .isEqualTo(made.getCreatedAtVersionMeta().getMetadata());
            }
        }
    }

    /** A table from which rows are gone here and there. */
    private static PinnedTable scattered(LanceFixture fixture) throws IOException {
        Random random = new Random(1);
        List<String> some = random.ints(ROWS / 2, 0, ROWS)
                .distinct()
                .mapToObj(LanceFixture::key)
                .toList();
        try (PinnedTable first = fixture.create();
                PinnedTable second = committed(first, first.stageAppend(fixture.stage(first, 0, ROWS, NEW)))) {
            return committed(second, second.stageReplace(KeySet.of(some), StagedRows.NONE));
        }
    }

    private static PinnedTable rewrite(PinnedTable table) {
        FragmentRewrite rewrite = table.stageRewrite(ids(table), ROWS);
        MaintenancePlan plan = table.planMaintenance(List.of(rewrite), List.of());
        assertThat(plan.steps()).hasSize(1);
        return committed(table, table.stageStep(plan, 0));
    }

    private static List<Integer> ids(PinnedTable table) {
        return table.layout().fragments().stream()
                .map(fragment -> fragment.id())
                .toList();
    }

    private List<Path> rowIdFiles() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(PEOPLE.value()))) {
            return files.filter(file -> file.toString().endsWith(RowIdFile.SUFFIX))
                    .toList();
        }
    }
}
