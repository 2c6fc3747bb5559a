package io.headgate.bench.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.write.RowChunk;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpsertedGraphTest {

    @TempDir
    Path directory;

    private final BufferAllocator allocator = new RootAllocator();
    private final ExpectedRows expected = new ExpectedRows();
    private UpsertedGraph graph;

    @BeforeEach
    void fill() {
        graph = UpsertedGraph.create(directory.resolve("graph"), allocator);
        graph.fill(100, 4, expected);
    }

    @AfterEach
    void close() {
        graph.close();
        allocator.close();
    }

    @Test
    void containsWhatWasWritten() {
        write(new KeyChange(1, 7, false), new KeyChange(2, 7, true));
        expected.apply(List.of(new KeyChange(1, 7, false), new KeyChange(2, 7, true)));

        assertThat(graph.compare(expected)).isEqualTo(Difference.NONE);
        assertThat(graph.gauge(1).fragments()).isEqualTo(5);
        assertThat(graph.gauge(1).deletedRows()).isEqualTo(2);
        assertThat(graph.gauge(1).files()).as("one has deletions").isEqualTo(6);
    }

    @Test
    void everythingThatIsNotRightIsFound() {
        write(new KeyChange(1, 7, false), new KeyChange(2, 7, true));
        expected.apply(List.of(new KeyChange(3, 7, true)));

        assertThat(graph.compare(expected)).isEqualTo(new Difference(1, 0, 1, 1));
        assertThatThrownBy(() -> graph.requireExact(expected, false)).hasMessageContaining("missing=1");
    }

    private void write(KeyChange... changes) {
        try (RowChunk chunk = new PeopleRows(allocator).of(List.of(changes))) {
            graph.upsert(chunk);
        }
    }
}
