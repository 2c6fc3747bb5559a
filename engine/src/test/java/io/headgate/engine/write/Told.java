package io.headgate.engine.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a writer was told that is visible.
 *
 * @param version a graph version
 * @param commit that of this version
 */
record Told(GraphVersion version, CommitId commit) {

    private static final int MOST = 10_000;

    static Told of(GraphManifest manifest) {
        return new Told(manifest.version(), manifest.commit());
    }

    String text() {
        return version + " " + commit.value();
    }

    static Told parse(String text) {
        String[] parts = text.split(" ");
        return new Told(new GraphVersion(Long.parseLong(parts[0])), new CommitId(parts[1]));
    }

    /** That all of it is still so, and that no version is missing. */
    static void holdsIn(Graph graph, List<Told> told) {
        Map<GraphVersion, CommitId> history =
                graph.history(MOST).stream().collect(Collectors.toMap(GraphManifest::version, GraphManifest::commit));
        long newest = graph.newest().version().number();
        assertThat(history.keySet())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, newest)
                        .mapToObj(GraphVersion::new)
                        .toList());
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(history.get(one.version()))
                        .as("commit of version %s", one.version())
                        .isEqualTo(one.commit()));
    }
}
