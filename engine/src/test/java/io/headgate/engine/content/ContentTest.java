package io.headgate.engine.content;

import static io.headgate.engine.table.TableFixtures.ALL_TYPES;
import static io.headgate.engine.table.TableFixtures.PEOPLE;
import static io.headgate.engine.table.TableFixtures.person;
import static io.headgate.engine.table.TableFixtures.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.object.DiskForcer;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.lance.LanceSettings;
import io.headgate.engine.table.lance.LanceTableStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ContentTest {

    private static final Map<String, Object> FULL = row(
            "id",
            "a",
            "text",
            "t",
            "bool",
            true,
            "i32",
            1,
            "i64",
            2L,
            "u32",
            3,
            "u64",
            4L,
            "f32",
            1f,
            "f64",
            2d,
            "date",
            5,
            "instant",
            6L,
            "texts",
            List.of("x", "y"),
            "longs",
            List.of(1L, 2L),
            "vector",
            List.of(1f, 2f, 3f));

    @TempDir
    Path directory;

    private final TableFixtures fixtures = new TableFixtures();
    private TableStore store;
    private int tables;

    @BeforeEach
    void open() {
        store = new LanceTableStore(
                directory, fixtures.allocator(), Durability.PROCESS_CRASH, new DiskForcer(), LanceSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        store.close();
        fixtures.close();
    }

    @Test
    void sameRowsInAnyOrderAndFilesHaveTheSameFingerprint() {
        List<Map<String, Object>> rows = new ArrayList<>(people(500));
        ContentFingerprint one = fingerprint(PEOPLE, List.of(rows));
        Collections.shuffle(rows, new Random(1));

        ContentFingerprint other =
                fingerprint(PEOPLE, List.of(rows.subList(0, 123), rows.subList(123, 130), rows.subList(130, 500)));

        assertThat(other).isEqualTo(one);
        assertThat(one.rows()).isEqualTo(500);
    }

    @Test
    void howOftenARowIsThereCounts() {
        ContentFingerprint annTwice = fingerprint(PEOPLE, List.of(List.of(ann(), ann(), bob(), bob(), bob())));
        ContentFingerprint bobTwice = fingerprint(PEOPLE, List.of(List.of(ann(), ann(), ann(), bob(), bob())));

        assertThat(annTwice).isNotEqualTo(bobTwice);
        assertThat(fingerprint(PEOPLE, List.of(List.of(ann(), ann()))))
                .isNotEqualTo(fingerprint(PEOPLE, List.of(List.of(bob(), bob()))));
    }

    static Stream<Map<String, Object>> changes() {
        return Stream.of(
                row("id", "b"),
                row("text", "u"),
                row("text", null),
                row("text", ""),
                row("bool", false),
                row("i32", 9),
                row("i32", null),
                row("i32", 0),
                row("i64", 9L),
                row("u32", 9),
                row("u64", -1L),
                row("f32", 1.5f),
                row("f64", -2d),
                row("date", 9),
                row("instant", 9L),
                row("texts", List.of("xy")),
                row("texts", List.of("x", "y", "")),
                row("texts", List.of()),
                row("texts", null),
                row("longs", List.of(2L, 1L)),
                row("vector", List.of(1f, 2f, 4f)),
                row("vector", null));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyValueCounts(Map<String, Object> change) {
        Map<String, Object> changed = row();
        changed.putAll(FULL);
        changed.putAll(change);

        assertThat(fingerprint(ALL_TYPES, List.of(List.of(changed))))
                .isNotEqualTo(fingerprint(ALL_TYPES, List.of(List.of(FULL))));
    }

    @Test
    void valuesDoNotRunIntoEachOther() {
        Schema texts = new Schema(List.of(
                ALL_TYPES.findField("id"),
                ALL_TYPES.findField("text"),
                TableFixtures.column("more", ALL_TYPES.findField("text").getType(), true)));

        assertThat(fingerprint(texts, List.of(List.of(row("id", "1", "text", "ab", "more", "c")))))
                .isNotEqualTo(fingerprint(texts, List.of(List.of(row("id", "1", "text", "a", "more", "bc")))));
    }

    @Test
    void longRowIsReadWhole() {
        assertThat(fingerprint(PEOPLE, List.of(List.of(person("a", "x".repeat(5_000) + "1", 1)))))
                .isNotEqualTo(fingerprint(PEOPLE, List.of(List.of(person("a", "x".repeat(5_000) + "2", 1)))));
    }

    @Test
    void repeatedIdsAreCountedInOnePassOrMany() {
        List<Map<String, Object>> rows = new ArrayList<>(people(100));
        rows.addAll(people(7));
        rows.addAll(people(2));

        try (PinnedTable table = table(PEOPLE, List.of(rows))) {
            assertThat(RepeatedIds.in(table).rows()).isEqualTo(9);
            assertThat(RepeatedIds.in(table).examples()).containsExactly("p0", "p1", "p2", "p3", "p4");
            assertThat(RepeatedIds.in(table, 10).rows()).isEqualTo(9);
        }
        try (PinnedTable table = table(PEOPLE, List.of(people(100)))) {
            assertThat(RepeatedIds.in(table, 10).isEmpty()).isTrue();
        }
    }

    private ContentFingerprint fingerprint(Schema schema, List<List<Map<String, Object>>> files) {
        try (PinnedTable table = table(schema, files)) {
            return ContentFingerprint.of(table);
        }
    }

    private PinnedTable table(Schema schema, List<List<Map<String, Object>>> files) {
        PinnedTable table =
                store.createIfAbsent(new TablePath("nodes/t-" + tables++ + ".lance"), schema, TableFixtures.stamp());
        for (List<Map<String, Object>> rows : files) {
            table = fixtures.append(table, rows);
        }
        return table;
    }

    private static List<Map<String, Object>> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> person("p" + i, "n" + i, i))
                .toList();
    }

    private static Map<String, Object> ann() {
        return person("ann", "Ann", 1);
    }

    private static Map<String, Object> bob() {
        return person("bob", "Bob", 2);
    }
}
