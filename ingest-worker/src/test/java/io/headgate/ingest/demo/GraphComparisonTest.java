package io.headgate.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import io.headgate.engine.read.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphComparisonTest {

    private static final SocialInput INPUT = new SocialInput(100, 1);

    @TempDir
    Path directory;

    @Test
    void emptyGraphIsWhatNoRecordsMake() {
        assertThat(differencesOfAnEmptyGraphFrom(new SocialInput(0, 1))).isEmpty();
    }

    @Test
    void everythingThatIsMissingIsFound() {
        assertThat(differencesOfAnEmptyGraphFrom(INPUT))
                .satisfiesExactly(
                        people -> assertThat(people).startsWith("node:Person: of "),
                        follows -> assertThat(follows).startsWith("edge:Follows: of "),
                        offsets -> assertThat(offsets).startsWith("next offsets are {}, but must be {"),
                        account -> assertThat(account)
                                .startsWith("the account is ")
                                .contains("100 polled"));
    }

    private List<String> differencesOfAnEmptyGraphFrom(SocialInput input) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.local(directory, Durability.PROCESS_CRASH, allocator)) {
            Graph graph = Graph.init(environment, input.schema(), "test");
            ExpectedGraph expected = new ExpectedGraph(graph.schema());
            input.records().forEachRemaining(expected::apply);
            try (Snapshot snapshot = graph.snapshot()) {
                return new GraphComparison(snapshot, expected, "cluster").differences();
            }
        }
    }
}
