package io.headgate.engine.table.lance;

import static io.headgate.engine.table.lance.IndexedTable.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.IndexSegment;
import io.headgate.recovery.intent.FragmentRewrite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rewrites of what different segments of one index cover: Lance would write down the number 0 for both, and end the process. */
class SeveralSegmentsTest {

    private final Random random = new Random(1);
    private IndexedTable table;
    private int rows;

    @BeforeEach
    void open(@TempDir Path root) {
        table = new IndexedTable(root);
        append();
        append();
        table.carryOut(List.of(), table.stageIndexes(table.fragments()));
        append();
        append();
        table.carryOut(List.of(), table.stageIndexes(table.fragments().subList(2, 4)));
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void fragmentsOfTwoSegmentsAreRewrittenInOneGo() throws Exception {
        FragmentRewrite first = table.stageRewrite(0, 1);
        FragmentRewrite second = table.stageRewrite(2, 3);

        table.carryOut(List.of(first, second), List.of());

        assertIndexed();
    }

    @Test
    void fragmentsOfOneSegmentAreRewrittenWhileAnotherOneHasTheFirst() throws Exception {
        table.carryOut(List.of(table.stageRewrite(2, 3)), List.of());

        assertIndexed();
    }

    private void assertIndexed() throws Exception {
        assertThat(table.table().layout().segmentsOf("v_vector"))
                .extracting(IndexSegment::fragments)
                .satisfies(covered -> assertThat(covered.stream().flatMap(fragments -> fragments.stream()))
                        .containsExactlyInAnyOrderElementsOf(table.fragments()));
        float[] near = {0, 0, 0, 0};
        try (IndexedQueries queries = table.queries()) {
            assertThat(queries.nearest("v", near, rows)).hasSize(rows);
            assertThat(queries.where("n >= 0")).hasSize(rows);
            assertThat(queries.withWord("bio", "violin")).hasSize(rows);
        }
    }

    private void append() {
        List<Map<String, Object>> added = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            added.add(person("k" + rows, rows, "violin", IndexedTable.vector(random)));
            rows++;
        }
        table.append(added);
    }
}
