package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.IndexedTable.INDEXES;
import static io.headgate.engine.table.lance.IndexedTable.person;
import static io.headgate.engine.table.lance.IndexedTable.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TableLayout;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes and maintenance at random, also staged on one version and carried out on a later one: whatever is asked through an
 * index is answered as by a look at all rows.
 */
class LanceIndexedQueriesTest {

    private static final String SEED_PROPERTY = "headgate.seed";
    private static final int OPERATIONS = 60;
    private static final int KEYS = 120;
    private static final int NUMBERS = 20;
    private static final List<String> WORDS = List.of("violin", "trumpet", "drum", "harp", "flute");

    private final Map<String, Map<String, Object>> expected = new HashMap<>();
    private final List<FragmentRewrite> rewrites = new ArrayList<>();
    private final List<IndexBuild> builds = new ArrayList<>();
    private Random random = new Random();

    static LongStream seeds() {
        Long only = Long.getLong(SEED_PROPERTY);
        return only != null ? LongStream.of(only) : LongStream.of(1, 2, 3, new Random().nextLong());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void indexesAgreeWithALookAtAllRows(long seed, @TempDir Path root) throws Exception {
        random = new Random(seed);
        try (IndexedTable table = new IndexedTable(root)) {
            for (int i = 0; i < OPERATIONS; i++) {
                String what = "operation " + i + " with -D" + SEED_PROPERTY + "=" + seed;
                try {
                    step(table);
                    check(table);
                } catch (AssertionError | Exception e) {
                    throw new AssertionError(
                            what + " at version " + table.table().version(), e);
                }
            }
        }
    }

    private void step(IndexedTable table) {
        switch (random.nextInt(8)) {
            case 0 -> append(table);
            case 1, 2 -> upsert(table);
            case 3 -> delete(table);
            case 4 -> stageRewrite(table);
            case 5, 6 -> stageIndex(table);
            default -> {
                table.carryOut(rewrites, builds);
                rewrites.clear();
                builds.clear();
            }
        }
    }

    private void append(IndexedTable table) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            if (!expected.containsKey("k" + i)) {
                keys.add("k" + i);
            }
        }
        table.append(rows(some(keys)));
    }

    private void upsert(IndexedTable table) {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            keys.add("k" + random.nextInt(KEYS));
        }
        table.upsert(rows(new HashSet<>(keys)));
    }

    private void delete(IndexedTable table) {
        List<String> keys = some(expected.keySet());
        expected.keySet().removeAll(keys);
        table.delete(keys);
    }

    /** Sometimes without any text or any vector. */
    private List<Map<String, Object>> rows(Collection<String> keys) {
        boolean texts = random.nextInt(4) > 0;
        boolean vectors = random.nextInt(4) > 0;
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String key : keys) {
            String bio = texts && random.nextInt(5) > 0 ? String.join(" ", some(WORDS)) : null;
            Map<String, Object> row = person(
                    key,
                    random.nextInt(NUMBERS),
                    texts && random.nextInt(10) == 0 ? "" : bio,
                    vectors && random.nextInt(5) > 0 ? vector(random) : null);
            expected.put(key, row);
            rows.add(row);
        }
        return rows;
    }

    private void stageRewrite(IndexedTable table) {
        TableLayout layout = table.table().layout();
        List<List<Integer>> coveredAlike = List.copyOf(layout.fragments().stream()
                .map(FragmentLayout::id)
                .collect(Collectors.groupingBy(fragment -> layout.segments().stream()
                        .filter(segment -> segment.fragments().contains(fragment))
                        .map(IndexSegment::id)
                        .collect(Collectors.toSet())))
                .values());
        if (!coveredAlike.isEmpty()) {
            List<Integer> group = some(coveredAlike.get(random.nextInt(coveredAlike.size())));
            rewrites.add(table.table().stageRewrite(group, 1 + random.nextInt(100)));
        }
    }

    /** Over some of what is not covered, sometimes together with what some segments cover. */
    private void stageIndex(IndexedTable table) {
        TableLayout layout = table.table().layout();
        DeclaredIndex index = INDEXES.get(random.nextInt(INDEXES.size()));
        Set<Integer> fragments = new HashSet<>(some(layout.uncoveredBy(index.name()).stream()
                .map(FragmentLayout::id)
                .toList()));
        List<IndexSegment> replaced = random.nextBoolean() ? some(layout.segmentsOf(index.name())) : List.of();
        replaced.forEach(segment -> fragments.addAll(segment.fragments()));
        if (!fragments.isEmpty()) {
            builds.add(table.table()
                    .stageIndex(new IndexRequest(
                            index,
                            List.copyOf(fragments),
                            replaced.stream().map(IndexSegment::id).toList())));
        }
    }

    private void check(IndexedTable table) throws Exception {
        assertThat(TableFixtures.rows(table.table())).containsExactlyInAnyOrderElementsOf(expected.values());
        try (IndexedQueries queries = table.queries()) {
            for (int i = 0; i < 3; i++) {
                String key = "k" + random.nextInt(KEYS);
                assertThat(queries.where("id = '" + key + "'"))
                        .isEqualTo(expected.containsKey(key) ? List.of(key) : List.of());
            }
            long from = random.nextInt(NUMBERS);
            long to = from + random.nextInt(NUMBERS);
            String range = "n >= " + from + " AND n < " + to;
            assertThat(queries.where(range))
                    .containsExactlyInAnyOrderElementsOf(queries.whereByScan(range))
                    .containsExactlyInAnyOrderElementsOf(
                            idsWhere(row -> (Long) row.get("n") >= from && (Long) row.get("n") < to));
            for (String word : WORDS) {
                assertThat(queries.withWord("bio", word))
                        .as(word)
                        .containsExactlyInAnyOrderElementsOf(
                                idsWhere(row -> String.valueOf(row.get("bio")).contains(word)));
            }
            float[] near = {random.nextFloat(), random.nextFloat(), random.nextFloat(), random.nextFloat()};
            assertThat(queries.nearest("v", near, 10)).isEqualTo(queries.nearestByScan("v", near, 10));
            assertThat(queries.nearest("v", near, KEYS))
                    .containsExactlyInAnyOrderElementsOf(idsWhere(row -> row.get("v") != null));
        }
    }

    private List<String> idsWhere(Predicate<Map<String, Object>> condition) {
        return expected.values().stream()
                .filter(condition)
                .map(row -> (String) row.get("id"))
                .toList();
    }

    private <T> List<T> some(Collection<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.isEmpty() ? List.of() : List.copyOf(shuffled.subList(0, 1 + random.nextInt(shuffled.size())));
    }
}
