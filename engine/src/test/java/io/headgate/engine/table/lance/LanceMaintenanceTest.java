package io.headgate.engine.table.lance;

import static io.headgate.engine.table.MaintenancePlan.Step.DELETE_AGAIN;
import static io.headgate.engine.table.MaintenancePlan.Step.REGISTER;
import static io.headgate.engine.table.MaintenancePlan.Step.REWRITE;
import static io.headgate.engine.table.lance.IndexedTable.PATH;
import static io.headgate.engine.table.lance.IndexedTable.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.IndexKind;
import io.headgate.engine.table.CensusRequest;
import io.headgate.engine.table.FileCensus;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.TableTransaction;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What maintenance on Lance does beyond the contract. */
class LanceMaintenanceTest {

    @TempDir
    private Path root;

    private IndexedTable table;

    @BeforeEach
    void createTable() {
        table = new IndexedTable(root);
        for (int i = 0; i < 4; i++) {
            table.append(people(i * 10, i * 10 + 10));
        }
    }

    @AfterEach
    void close() {
        table.close();
    }

    // ---- what still makes sense

    @Test
    void segmentWhoseRowsWereRewrittenPartlyIsLeftOut() {
        List<IndexBuild> over012 = table.stageIndexes(List.of(0, 1, 2));
        List<IndexBuild> over3 = table.stageIndexes(List.of(3));
        table.carryOut(List.of(table.stageRewrite(0, 1)), List.of());

        assertThat(table.table().planMaintenance(List.of(), over012).isDone()).isTrue();
        assertThat(table.table().planMaintenance(List.of(), over3).indexes()).isEqualTo(over3);
    }

    @Test
    void segmentIsOfUseWhenSomeOfItsFragmentsAreGoneForGood() {
        List<IndexBuild> staged = table.stageIndexes(List.of(0, 1));
        table.upsert(people(0, 10));
        table.carryOut(List.of(table.stageRewrite(2, 3)), List.of());

        MaintenancePlan plan = table.carryOut(List.of(), staged);

        assertThat(plan.indexes()).isEqualTo(staged);
        assertThat(table.table().layout().segments())
                .extracting(IndexSegment::fragments)
                .containsOnly(java.util.Set.of(1));
    }

    @Test
    void segmentOverHalfOfWhatThePlanRewritesIsLeftOut() {
        FragmentRewrite rewrite = table.stageRewrite(0, 1);
        List<IndexBuild> staged = table.stageIndexes(List.of(1, 2));

        MaintenancePlan plan = table.carryOut(List.of(rewrite), staged);

        assertThat(plan.rewrites()).containsExactly(rewrite);
        assertThat(plan.indexes()).isEmpty();
    }

    @Test
    void everythingAtOnce() throws Exception {
        table.carryOut(List.of(), table.stageIndexes(List.of(0, 1)));
        FragmentRewrite one = table.table().stageRewrite(List.of(0, 1), 15);
        FragmentRewrite two = table.stageRewrite(2, 3);
        List<IndexBuild> built = table.stageIndexes(List.of(2, 3));
        table.upsert(people(5, 8));
        table.delete(List.of("k21"));

        MaintenancePlan plan = table.carryOut(List.of(one, two), built);

        assertThat(plan.steps()).containsExactly(REWRITE, DELETE_AGAIN, REGISTER);
        assertThat(table.table().rowCount()).isEqualTo(39);
        assertThat(table.fragments()).hasSize(4);
        for (DeclaredIndex index : IndexedTable.INDEXES) {
            assertThat(table.table().layout().segmentsOf(index.name())).hasSize(2);
            assertThat(table.table().layout().uncoveredBy(index.name())).hasSize(1);
        }
        try (IndexedQueries queries = table.queries()) {
            assertThat(queries.where("n = 1")).hasSize(39).doesNotHaveDuplicates();
            assertThat(queries.withWord("bio", "violin")).hasSize(39).doesNotHaveDuplicates();
            assertThat(queries.nearest("v", new float[] {0, 0, 0, 0}, 100))
                    .hasSize(39)
                    .doesNotHaveDuplicates();
        }
    }

    // ---- requests that are refused

    @Test
    void impossibleRequestsAreRefused() {
        table.carryOut(List.of(), table.stageIndexes(List.of(0, 1)));
        String onN = table.table().layout().segmentsOf("n_btree").get(0).id();

        for (List<Integer> fragments : List.of(List.of(9), List.of(2, 2), List.of(1, 2), List.<Integer>of())) {
            assertThatThrownBy(() -> table.table().stageRewrite(fragments, 10))
                    .as(fragments.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertRefused(new IndexRequest(DeclaredIndex.ON_ID, List.of(9), List.of()), "no fragment 9");
        assertRefused(new IndexRequest(new DeclaredIndex("x", IndexKind.BTREE), List.of(2), List.of()), "'x'");
        assertRefused(new IndexRequest(DeclaredIndex.ON_ID, List.of(0, 1, 2), List.of("none")), "no segment none");
        assertRefused(new IndexRequest(DeclaredIndex.ON_ID, List.of(0, 1, 2), List.of(onN)), "n_btree");
        assertRefused(
                new IndexRequest(new DeclaredIndex("n", IndexKind.BTREE), List.of(1, 2), List.of(onN)), "covers more");
    }

    private void assertRefused(IndexRequest request, String reason) {
        assertThatThrownBy(() -> table.table().stageIndex(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    // ---- files

    @Test
    void stagedFilesThatAreGoneOrCutOffAreNamed() throws IOException {
        FragmentRewrite rewrite = table.stageRewrite(0, 1);
        IndexBuild build = table.stageIndexes(List.of(2)).get(2);
        Path data = root.resolve(PATH.value())
                .resolve(StagedFiles.DATA)
                .resolve(FragmentCodec.decode(rewrite.replacements().get(0))
                        .getFiles()
                        .get(0)
                        .getPath());
        StagedSegment segment = IndexCodec.decode(build.segment());
        Path index = root.resolve(PATH.value())
                .resolve(StagedFiles.INDICES)
                .resolve(segment.id())
                .resolve(segment.files().get(0).name());
        Path rowIds = root.resolve(PATH.value())
                .resolve(RowIdFile.nameFor(data.getFileName().toString()));
        for (Path file : List.of(data, index, rowIds)) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, List.of("neither short nor long"));
            assertCorrupt(rewrite, build, file);
            Files.delete(file);
            assertCorrupt(rewrite, build, file);
            Files.write(file, whole);
        }
        assertThat(table.table()
                        .planMaintenance(List.of(rewrite), List.of(build))
                        .steps())
                .containsExactly(REWRITE, REGISTER);
    }

    private void assertCorrupt(FragmentRewrite rewrite, IndexBuild build, Path file) {
        assertThatThrownBy(() -> table.table().planMaintenance(List.of(rewrite), List.of(build)))
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void censusNamesTheFilesOfRewritesAndOfIndexes() throws IOException {
        table.carryOut(List.of(), table.stageIndexes(List.of(0, 1)));
        assertThat(census(List.of(), List.of()).unreferenced()).isZero();
        FragmentRewrite rewrite = table.stageRewrite(0, 1);
        IndexBuild build = table.stageIndexes(List.of(2, 3)).get(2);
        List<String> segments = List.of(build.segment());

        FileCensus neither = census(List.of(), List.of());
        FileCensus staged = census(rewrite.replacements(), segments);

        long files = IndexCodec.decode(build.segment()).files().size();
        assertThat(staged.unreferenced()).isEqualTo(neither.unreferenced() - 2 - files);
        assertThat(census(rewrite.replacements(), List.of()).unreferenced())
                .as("rows and their ids")
                .isEqualTo(neither.unreferenced() - 2);
        assertThat(staged.complete()).isTrue();
        assertThat(staged.unreferencedBytes()).isBetween(1L, neither.unreferencedBytes());
    }

    private FileCensus census(List<String> staged, List<String> segments) {
        List<Long> versions = LongStream.rangeClosed(1, table.table().version())
                .map(i -> table.table().version() + 1 - i)
                .boxed()
                .toList();
        List<TransactionId> transactions = versions.stream()
                .flatMap(version -> table.table().transactionOf(version).stream())
                .map(TableTransaction::stamp)
                .map(stamp -> stamp.id())
                .toList();
        return new LanceTableInspection(root, table.fixtures.allocator())
                .files(PATH, new CensusRequest(versions, transactions, staged, segments, true, 100, 1000), () -> {});
    }

    // ---- looking keys up

    @Test
    void keysAreFoundInEverySegmentOfTheIndexOnIds() {
        table.carryOut(List.of(), table.stageIndexes(List.of(0)));
        table.carryOut(List.of(), table.stageIndexes(List.of(2, 3)));
        try (IndexedQueries queries = table.queries()) {
            IndexKeyLookup lookup = new IndexKeyLookup();
            assertThat(lookup.coverage(queries.version).covered()).containsExactly(0, 2, 3);
            assertThat(lookup.coverage(queries.version).uncovered()).containsExactly(1);
            RowLocations found =
                    lookup.find(queries.version, KeySet.of(List.of("k1", "k2", "k15", "k25", "k39", "nobody")));
            assertThat(found.size()).isEqualTo(5);
        }
    }

    private static List<Map<String, Object>> people(int from, int to) {
        List<Map<String, Object>> people = new ArrayList<>();
        IntStream.range(from, to)
                .forEach(i -> people.add(person("k" + i, 1, "violin", List.of((float) i, 0f, 1f, 0.5f))));
        return people;
    }
}
