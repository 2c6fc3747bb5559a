package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.LanceFixture.PEOPLE;
import static io.headgate.engine.table.lance.LanceFixture.committed;
import static io.headgate.engine.table.lance.LanceFixture.contents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import io.headgate.engine.table.TableRemoval;
import io.headgate.recovery.error.CorruptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.index.IndexOptions;
import org.lance.index.IndexParams;
import org.lance.index.IndexType;
import org.lance.index.scalar.BTreeIndexParams;

/** What Lance does to files when old versions of a table are removed. */
final class LanceCleanupTest {

    @TempDir
    Path root;

    @Test
    void deletionFilesAndIndexesOfOlderVersionsGo() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root)) {
            try (PinnedTable first = fixture.create();
                    PinnedTable second = committed(first, first.stageAppend(fixture.stage(first, 0, 100, 1)));
                    PinnedTable third =
                            committed(second, second.stageReplace(LanceFixture.keys(0, 10), StagedRows.NONE))) {
                assertThat(third.version()).isEqualTo(3);
            }
            Btree.create(fixture.allocator, table().toString(), "id");
            try (PinnedTable fourth = fixture.store.open(PEOPLE, 4)) {
                committed(fourth, fourth.stageOverwrite(fixture.stage(fourth, 0, 5, 2)))
                        .close();
            }
            dropIndex(fixture);

            TableRemoval shown = fixture.store.removable(PEOPLE, 6);
            TableRemoval removed = fixture.store.cleanup(PEOPLE, 6);

            assertThat(removed).isEqualTo(shown);
            assertThat(removed.deletionFiles()).isEqualTo(1);
            assertThat(removed.indexFiles()).isPositive();
            assertThat(removed.transactionFiles()).isEqualTo(5);
            assertThat(files(CommittedFiles.VERSIONS))
                    .filteredOn(file -> file.toString().endsWith(".manifest"))
                    .hasSize(1);
            assertThat(files(LocalTableForcer.DELETIONS)).isEmpty();
            try (PinnedTable sixth = fixture.store.open(PEOPLE, 6)) {
                assertThat(contents(sixth)).hasSize(5);
            }
        }
    }

    private static void dropIndex(LanceFixture fixture) {
        try (Dataset head = Dataset.open()
                .uri(fixture.root.resolve(PEOPLE.value()).toString())
                .allocator(fixture.allocator)
                .build()) {
            head.dropIndex("id_idx");
        }
    }

    @Test
    void aStagedSegmentOfAnIndexStays() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root)) {
            commitTwo(fixture);
            Path segment = table().resolve("_indices").resolve(stageSegment(fixture));
            List<Path> before = below(segment);

            fixture.store.cleanup(PEOPLE, 3);

            assertThat(before).isNotEmpty();
            assertThat(below(segment)).isEqualTo(before);
        }
    }

    @Test
    void whatNoVersionEverNamedGoesWhenItIsOlderThanSevenDays() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root)) {
            commitTwo(fixture);
            try (PinnedTable third = fixture.store.open(PEOPLE, 3)) {
                StagedRows young = fixture.stage(third, 5, 6, 1);
                List<Path> before = files(StagedFiles.DATA);
                StagedRows old = fixture.stage(third, 6, 7, 1);
                for (Path file : files(StagedFiles.DATA)) {
                    if (!before.contains(file)) {
                        Files.setLastModifiedTime(
                                file, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
                    }
                }

                fixture.store.cleanup(PEOPLE, 3);

                third.requireStaged(young);
                assertThatThrownBy(() -> third.requireStaged(old)).isInstanceOf(CorruptState.class);
                assertThat(contents(third)).isEqualTo(Map.of("k0", 1L, "k1", 1L));
            }
        }
    }

    @Test
    void nothingIsRemovedWhileAVersionIsCutOff() throws IOException {
        try (LanceFixture fixture = new LanceFixture(root)) {
            commitTwo(fixture);
            Path third = manifest(3);
            byte[] whole = Files.readAllBytes(third);
            Files.write(third, new byte[0]);

            assertThatThrownBy(() -> fixture.store.cleanup(PEOPLE, 2))
                    .isInstanceOf(CorruptState.class)
                    .hasMessageContaining("Version 3")
                    .hasMessageContaining("cut off");

            assertThat(third).exists();
            assertThat(manifest(1)).exists();
            Files.write(third, whole);
            assertThat(fixture.store.cleanup(PEOPLE, 2).versions()).isEqualTo(1);
        }
    }

    private static String stageSegment(LanceFixture fixture) {
        String uuid = UUID.randomUUID().toString();
        try (Dataset head = Dataset.open()
                .uri(fixture.root.resolve(PEOPLE.value()).toString())
                .allocator(fixture.allocator)
                .build()) {
            IndexParams params = IndexParams.builder()
                    .setScalarIndexParams(BTreeIndexParams.builder().build())
                    .build();
            head.createIndex(IndexOptions.builder(List.of("id"), IndexType.BTREE, params)
                    .withIndexName("id_idx")
                    .withIndexUUID(uuid)
                    .withFragmentIds(
                            head.getFragments().stream().map(Fragment::getId).toList())
                    .build());
            head.mergeIndexMetadata(uuid, IndexType.BTREE, Optional.empty());
        }
        return uuid;
    }

    private void commitTwo(LanceFixture fixture) throws IOException {
        try (PinnedTable first = fixture.create();
                PinnedTable second = committed(first, first.stageAppend(fixture.stage(first, 0, 1, 1)));
                PinnedTable third = committed(second, second.stageAppend(fixture.stage(second, 1, 2, 1)))) {
            assertThat(third.version()).isEqualTo(3);
        }
    }

    private Path table() {
        return root.resolve(PEOPLE.value());
    }

    private List<Path> files(String directory) throws IOException {
        return below(table().resolve(directory));
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path manifest(long version) {
        return table().resolve(CommittedFiles.VERSIONS).resolve(new CommittedFiles(0, "", version).manifestFile());
    }
}
