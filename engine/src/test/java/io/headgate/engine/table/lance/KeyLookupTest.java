package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.LanceFixture.PEOPLE;
import static io.headgate.engine.table.lance.LanceFixture.committed;
import static io.headgate.engine.table.lance.LanceFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lance.Dataset;

class KeyLookupTest {

    private static final List<KeyLookup> WAYS =
            List.of(new ScanKeyLookup(), new IndexKeyLookup(), new CostBasedKeyLookup());

    private LanceFixture fixture;
    private String uri;

    @BeforeEach
    void open(@TempDir Path root) {
        fixture = new LanceFixture(root);
        uri = root.resolve(PEOPLE.value()).toString();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void allWaysFindTheSameLiveRowsWhetherTheyAreIndexedOrNot() throws IOException {
        long head;
        try (PinnedTable empty = fixture.create();
                PinnedTable two = committed(empty, empty.stageAppend(fixture.stage(empty, 0, 100, 1)));
                PinnedTable three = committed(two, two.stageAppend(fixture.stage(two, 100, 200, 1)))) {
            head = three.version();
        }
        assertFound(keys(90, 110), Map.of(0, offsets(90, 100), 1, offsets(0, 10)));

        Btree.create(fixture.allocator, uri, "id");
        assertFound(keys(90, 110), Map.of(0, offsets(90, 100), 1, offsets(0, 10)));

        try (PinnedTable indexed = fixture.store.open(PEOPLE, head + 1);
                PinnedTable moved =
                        committed(indexed, indexed.stageReplace(keys(95, 105), fixture.stage(indexed, 95, 105, 2)));
                PinnedTable fewer = committed(moved, moved.stageReplace(keys(0, 92), StagedRows.NONE))) {
            assertThat(fewer.rowCount()).isEqualTo(108);
        }
        assertFound(keys(80, 110), Map.of(0, offsets(92, 95), 1, offsets(5, 10), 2, offsets(0, 10)));
        assertFound(keys(0, 50), Map.of());
        assertFound(keys(0, 0), Map.of());
    }

    @Test
    void keysWithQuotesAreFound() throws IOException {
        try (PinnedTable empty = fixture.create()) {
            committed(empty, empty.stageAppend(fixture.stage(empty, 0, 3, 1))).close();
        }
        Btree.create(fixture.allocator, uri, "id");

        assertFound(KeySet.of(List.of("it's", "'", "k1")), Map.of(0, List.of(1)));
    }

    @Test
    void indexIsPreferredForFewKeysInMuchAndTheScanForManyInLittle() {
        assertThat(LookupCost.indexMayWin(1_000_000, 50)).isTrue();
        assertThat(LookupCost.indexMayWin(1_000_000, 1_000)).isFalse();
        assertThat(LookupCost.indexMayWin(10_000_000, 500)).isTrue();
        assertThat(LookupCost.indexMayWin(10_000_000, 10_000)).isFalse();
        assertThat(LookupCost.indexMayWin(10, 1)).isFalse();
    }

    private void assertFound(KeySet keys, Map<Integer, List<Integer>> expected) {
        try (Dataset pinned =
                Dataset.open().uri(uri).allocator(fixture.allocator).build()) {
            for (KeyLookup way : WAYS) {
                Map<Integer, List<Integer>> found = new TreeMap<>();
                way.find(pinned, keys).forEach((offsets, fragment) -> found.put(fragment, sorted(offsets)));
                assertThat(found).as(way.getClass().getSimpleName()).isEqualTo(expected);
            }
        }
    }

    private static List<Integer> sorted(List<Integer> offsets) {
        return offsets.stream().sorted().toList();
    }

    private static List<Integer> offsets(int from, int to) {
        List<Integer> offsets = new ArrayList<>();
        for (int offset = from; offset < to; offset++) {
            offsets.add(offset);
        }
        return offsets;
    }
}
