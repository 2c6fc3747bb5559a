package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.IndexedTable.person;
import static io.headgate.engine.table.lance.IndexedTable.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.intent.IndexBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance.CommitBuilder;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.ReadOptions;
import org.lance.Session;
import org.lance.Transaction;
import org.lance.compaction.CompactionOptions;
import org.lance.compaction.CompactionTask;
import org.lance.compaction.RewriteResult;
import org.lance.compaction.TaskData;
import org.lance.index.Index;
import org.lance.index.IndexOptions;
import org.lance.index.IndexParams;
import org.lance.index.IndexType;
import org.lance.index.scalar.BTreeIndexParams;
import org.lance.index.vector.IvfBuildParams;
import org.lance.index.vector.VectorTrainer;
import org.lance.operation.CreateIndex;
import org.lance.operation.Operation;
import org.lance.operation.Overwrite;
import org.lance.operation.Restore;
import org.lance.operation.Rewrite;
import org.lance.operation.RewriteGroup;

/**
 * Holds Lance to what maintenance leans on, good and bad. A test that fails after a version bump says that maintenance has to
 * be thought over, not that the test is wrong.
 */
class LanceMaintenanceGuardTest {

    private static final int ROWS = 20;
    private static final long ALL = Integer.MAX_VALUE;

    private final Random random = new Random(7);
    private IndexedTable table;

    @BeforeEach
    void createTable(@TempDir Path root) {
        table = new IndexedTable(root);
    }

    @AfterEach
    void close() {
        table.close();
    }

    // ---- rewriting

    @Test
    void rewritingStagesFragmentsWithoutNumbersInTheOrderGiven() throws Exception {
        fragments(3);
        try (Dataset pinned = head()) {
            RewriteResult result = rewritten(pinned, 30, 2, 0, 1);

            assertThat(result.getNewFragments())
                    .extracting(FragmentMetadata::getPhysicalRows)
                    .containsExactly(30L, 30L);
            assertThat(result.getNewFragments())
                    .extracting(FragmentMetadata::getId)
                    .containsOnly(0);
            assertThat(result.getNewFragments()).allMatch(fragment -> fragment.getRowIdMeta() != null);
            assertThat(pinned.latestVersion()).isEqualTo(pinned.version());
            commit(pinned, rewrite(result));
        }
        try (IndexedQueries queries = queriesAtHead()) {
            List<String> first = queries.where("true");
            assertThat(first.subList(0, ROWS)).containsExactlyElementsOf(keys(2 * ROWS, 3 * ROWS));
            assertThat(first.subList(ROWS, 3 * ROWS)).containsExactlyElementsOf(keys(0, 2 * ROWS));
        }
    }

    @Test
    void rowsKeepTheirIdsWhenTheyAreRewritten() throws Exception {
        fragments(2);
        try (Dataset pinned = head()) {
            commit(pinned, rewrite(rewritten(pinned, ALL, 0, 1)));
            try (Dataset next = head()) {
                RowIds before = RowIds.in(pinned, List.of(0, 1));
                RowLocations others = new RowLocations();
                before.othersIn(next, List.of(2), others);
                assertThat(others.isEmpty()).isTrue();
                assertThat(before.anyIn(next, List.of(2))).isTrue();
            }
        }
    }

    @Test
    void coverageFollowsARewriteUnderNumberZeroUntilItIsCorrected() throws Exception {
        fragments(4);
        carryOut(indexes(1, 2));
        List<Index> before;
        try (Dataset pinned = head()) {
            before = pinned.getIndexes();
            commit(pinned, rewrite(rewritten(pinned, ALL, 1, 2)));
        }
        try (Dataset next = head()) {
            assertThat(ids(next)).containsExactly(0, 3, 4);
            assertThat(next.getIndexes())
                    .allMatch(index -> index.fragments().orElseThrow().equals(List.of(0)));
            List<Index> corrected = next.getIndexes().stream()
                    .map(index -> Segments.covering(index, List.of(4)))
                    .toList();
            commit(
                    next,
                    CreateIndex.builder()
                            .withNewIndices(corrected)
                            .withRemovedIndices(next.getIndexes())
                            .build());
        }
        try (Dataset last = head()) {
            assertThat(last.getIndexes())
                    .extracting(Index::uuid)
                    .containsExactlyInAnyOrderElementsOf(
                            before.stream().map(Index::uuid).toList());
            assertThat(last.getIndexes())
                    .allMatch(index -> index.fragments().orElseThrow().equals(List.of(4)));
        }
        assertAnswers();
    }

    @Test
    void fragmentsThatAnIndexCoversInPartAreNotRewrittenTogether() throws Exception {
        fragments(2);
        carryOut(indexes(0).subList(0, 1));
        try (Dataset pinned = head()) {
            RewriteResult mixed = rewritten(pinned, ALL, 0, 1);

            assertThatThrownBy(() -> commit(pinned, rewrite(mixed))).hasMessageContaining("indexed and non-indexed");
        }
    }

    @Test
    void coverageKeepsTheNumbersOfFragmentsThatAreGone() throws Exception {
        fragments(2);
        carryOut(indexes(0, 1));
        table.delete(keys(0, ROWS));

        try (Dataset head = head()) {
            assertThat(ids(head)).containsExactly(1);
            assertThat(head.getIndexes())
                    .allMatch(index -> index.fragments().orElseThrow().equals(List.of(0, 1)));
        }
        assertThat(table.table().layout().segments())
                .allMatch(segment -> segment.fragments().size() == 1);
        assertAnswers();
    }

    @Test
    void fragmentsNeverGetNumbersThatOthersHadBeforeARestore() throws Exception {
        fragments(1);
        try (Dataset base = head()) {
            table.append(people(ROWS, 2 * ROWS));
            commit(base, new Restore.Builder().version(base.version()).build());
        }
        try (Dataset restored = head()) {
            commit(restored, rewrite(rewritten(restored, ALL, 0)));
        }
        try (Dataset head = head()) {
            assertThat(ids(head)).containsExactly(2);
        }
    }

    /** The reason why the content is never replaced by an Overwrite. */
    @Test
    void afterAnOverwriteASessionMixesUpTheRowIdsOfFragments() throws Exception {
        fragments(2);
        try (Session session = Session.builder().build()) {
            long next;
            try (Dataset pinned = at(session, table.table().version())) {
                assertThat(RowIds.in(pinned, List.of(0)).contains(0)).isTrue();
                List<FragmentMetadata> staged =
                        table.fixtures.stage(table.table(), people(0, ROWS)).fragments().stream()
                                .map(FragmentCodec::decode)
                                .toList();
                Operation overwrite = Overwrite.builder()
                        .fragments(staged)
                        .schema(pinned.getSchema())
                        .build();
                next = commit(pinned, overwrite);
            }
            try (Dataset same = at(session, next);
                    Dataset fresh = head()) {
                assertThat(ids(fresh)).containsExactly(0);
                assertThat(RowIds.in(fresh, List.of(0)).contains(2 * ROWS)).isTrue();
                assertThat(RowIds.in(same, List.of(0)).contains(2 * ROWS)).isFalse();
            }
        }
    }

    // ---- indexes

    @Test
    void segmentOverNamedFragmentsIsNotCommitted() throws Exception {
        fragments(2);
        carryOut(indexes(0));
        long version = table.table().version();

        List<IndexBuild> staged = indexes(1);

        try (Dataset head = head()) {
            assertThat(head.version()).isEqualTo(version);
            assertThat(head.getIndexes()).hasSize(4);
        }
        carryOut(staged);
        try (Dataset head = head()) {
            assertThat(head.getIndexes()).hasSize(8);
        }
        assertAnswers();
    }

    @Test
    void segmentsOfScalarsAndTextsAreFinishedByMerging() throws Exception {
        fragments(1);
        try (Dataset pinned = head()) {
            for (IndexType type : List.of(IndexType.BTREE, IndexType.INVERTED)) {
                Index parts = segment(pinned, type == IndexType.BTREE ? "n" : "bio", type, List.of(0));
                assertThat(files(parts)).isNotEmpty().allMatch(name -> name.startsWith("part_"));

                pinned.mergeIndexMetadata(parts.uuid().toString(), type, Optional.empty());

                assertThat(files(parts)).anyMatch(name -> !name.startsWith("part_"));
            }
        }
    }

    @Test
    void scalarSegmentsAreNotMergedIntoOneByLance() throws Exception {
        fragments(2);
        try (Dataset pinned = head()) {
            List<Index> two = List.of(finished(pinned, 0), finished(pinned, 1));

            assertThatThrownBy(() -> pinned.mergeExistingIndexSegments(two)).isInstanceOf(Exception.class);
        }
    }

    @Test
    void textsThatAreAllNullHaveNoFilesOfTheirOwn() throws Exception {
        table.append(List.of(person("k0", 0, null, null)));
        try (Dataset pinned = head()) {
            Index empty = segment(pinned, "bio", IndexType.INVERTED, List.of(0));

            assertThat(directory(empty)).doesNotExist();
            assertThatThrownBy(() ->
                            pinned.mergeIndexMetadata(empty.uuid().toString(), IndexType.INVERTED, Optional.empty()))
                    .isInstanceOf(Exception.class);
        }
    }

    @Test
    void vectorsThatAreAllNullTrainNothing() throws Exception {
        table.append(List.of(person("k0", 0, null, null)));
        IvfBuildParams one = new IvfBuildParams.Builder().setNumPartitions(1).build();
        try (Dataset pinned = head()) {
            assertThatThrownBy(() -> VectorTrainer.trainIvfCentroids(pinned, "v", one))
                    .isInstanceOf(Exception.class);
        }
    }

    @Test
    void rowsWithoutTextsAndVectorsAreIndexedAllTheSame() throws Exception {
        table.append(List.of(person("k0", 0, null, null), person("k1", 1, null, null)));
        fragments(1);
        table.append(List.of(person("x", 0, "", null)));
        carryOut(indexes(0));
        carryOut(indexes(1));
        carryOut(indexes(2));

        assertAnswers();
        carryOut(table.stageWholeIndexes());
        assertThat(table.table().layout().segments()).hasSize(4);
        assertAnswers();
    }

    /** The reason why a segment is left out when somebody rewrote what it was built over. */
    @Test
    void searchesShowRowsTwiceThatASegmentHasAndDoesNotCover() throws Exception {
        fragments(2);
        try (Dataset pinned = head()) {
            List<Index> half = indexes(0, 1).stream()
                    .map(build -> IndexCodec.decode(build.segment()).index())
                    .map(index -> Segments.covering(index, List.of(0)))
                    .toList();
            commit(pinned, CreateIndex.builder().withNewIndices(half).build());
        }
        try (IndexedQueries queries = queriesAtHead()) {
            assertThat(queries.where("n >= 0")).hasSize(2 * ROWS).doesNotHaveDuplicates();
            assertThat(queries.withWord("bio", "violin")).hasSize(3 * ROWS);
            assertThat(queries.nearest("v", new float[] {0, 0, 0, 0}, 3 * ROWS)).hasSize(3 * ROWS);
        }
    }

    @Test
    void searchesOfSeveralSegmentsAndPartitionsAreExactWhenTheyLookEverywhere() throws Exception {
        table.append(people(0, 9_000));
        table.append(people(9_000, 9_100));
        table.append(people(9_100, 9_200));
        carryOut(indexes(0));
        carryOut(indexes(1));
        table.delete(keys(8_990, 9_010));

        try (IndexedQueries queries = queriesAtHead()) {
            float[] near = {.5f, .5f, .5f, .5f};
            assertThat(queries.nearest("v", near, 500)).hasSize(500).isEqualTo(queries.nearestByScan("v", near, 500));
        }
    }

    @Test
    void segmentsLieInDirectoriesOfTheirOwn() throws Exception {
        fragments(1);
        for (IndexBuild build : indexes(0)) {
            StagedSegment segment = IndexCodec.decode(build.segment());
            Path directory = Path.of(table.uri, StagedFiles.INDICES, segment.id());
            try (Stream<Path> files = Files.walk(directory)) {
                assertThat(files.filter(Files::isRegularFile)
                                .map(file -> directory.relativize(file).toString()))
                        .isNotEmpty()
                        .containsExactlyInAnyOrderElementsOf(segment.files().stream()
                                .map(StagedSegment.SegmentFile::name)
                                .toList());
            }
        }
    }

    // ---- helpers

    private void fragments(int count) {
        for (int i = 0; i < count; i++) {
            table.append(people(i * ROWS, (i + 1) * ROWS));
        }
    }

    private List<Map<String, Object>> people(int from, int to) {
        List<Map<String, Object>> people = new ArrayList<>();
        keys(from, to).forEach(key -> people.add(person(key, 1, "violin " + key, vector(random))));
        return people;
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "k" + i).toList();
    }

    private List<IndexBuild> indexes(Integer... numbers) {
        List<Integer> all = table.fragments();
        return table.stageIndexes(Stream.of(numbers).map(all::get).toList());
    }

    private void carryOut(List<IndexBuild> indexes) {
        table.carryOut(List.of(), indexes);
    }

    /** Whatever is asked through indexes is answered as without them. */
    private void assertAnswers() throws Exception {
        float[] near = {.5f, .5f, .5f, .5f};
        try (IndexedQueries queries = queriesAtHead()) {
            assertThat(queries.where("n >= 0")).containsExactlyInAnyOrderElementsOf(queries.whereByScan("n >= 0"));
            assertThat(queries.withWord("bio", "violin"))
                    .containsExactlyInAnyOrderElementsOf(queries.whereByScan("bio LIKE '%violin%'"));
            assertThat(queries.nearest("v", near, 10_000)).isEqualTo(queries.nearestByScan("v", near, 10_000));
        }
    }

    private IndexedQueries queriesAtHead() {
        try (Dataset head = head()) {
            return new IndexedQueries(table.fixtures.allocator(), table.uri, head.version());
        }
    }

    private Dataset head() {
        return Dataset.open()
                .uri(table.uri)
                .allocator(table.fixtures.allocator())
                .build();
    }

    private Dataset at(Session session, long version) {
        return Dataset.open()
                .uri(table.uri)
                .allocator(table.fixtures.allocator())
                .session(session)
                .readOptions(new ReadOptions.Builder().setVersion(version).build())
                .build();
    }

    private static List<Integer> ids(Dataset version) {
        return version.getFragments().stream().map(Fragment::getId).toList();
    }

    private static RewriteResult rewritten(Dataset pinned, long rowsPerFile, Integer... fragments) {
        TaskData task = new TaskData(Stream.of(fragments)
                .map(pinned::getFragment)
                .map(Fragment::metadata)
                .toList());
        CompactionOptions options = CompactionOptions.builder()
                .withTargetRowsPerFragment(rowsPerFile)
                .build();
        return new CompactionTask(task, pinned.version(), options).execute(pinned);
    }

    /** Names the old fragments in the order of the table: in another one, Lance may look beyond the last one and abort. */
    private static Operation rewrite(RewriteResult result) {
        return Rewrite.builder()
                .groups(List.of(RewriteGroup.builder()
                        .oldFragments(result.getOriginalFragments().stream()
                                .sorted(Comparator.comparingInt(FragmentMetadata::getId))
                                .toList())
                        .newFragments(result.getNewFragments())
                        .build()))
                .rewrittenIndices(List.of())
                .build();
    }

    private static Index finished(Dataset pinned, int fragment) {
        Index segment = segment(pinned, "n", IndexType.BTREE, List.of(fragment));
        pinned.mergeIndexMetadata(segment.uuid().toString(), IndexType.BTREE, Optional.empty());
        return segment;
    }

    private static Index segment(Dataset pinned, String column, IndexType type, List<Integer> fragments) {
        IndexParams parameters = type == IndexType.INVERTED
                ? TextIndex.parameters()
                : IndexParams.builder()
                        .setScalarIndexParams(BTreeIndexParams.builder().build())
                        .build();
        return pinned.createIndex(IndexOptions.builder(List.of(column), type, parameters)
                .replace(true)
                .withIndexName(column)
                .withFragmentIds(fragments)
                .build());
    }

    private Path directory(Index segment) {
        return Path.of(table.uri, StagedFiles.INDICES, segment.uuid().toString());
    }

    private List<String> files(Index segment) throws Exception {
        try (Stream<Path> files = Files.list(directory(segment))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static long commit(Dataset base, Operation operation) {
        TransactionStamp stamp = LanceFixture.stamp();
        try (Transaction transaction = Transactions.of(base.version(), operation, stamp);
                Dataset landed = new CommitBuilder(base)
                        .maxRetries(20)
                        .skipAutoCleanup(true)
                        .execute(transaction)) {
            return landed.version();
        }
    }
}
