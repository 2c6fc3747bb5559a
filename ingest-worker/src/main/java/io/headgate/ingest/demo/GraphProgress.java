package io.headgate.ingest.demo;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.recovery.error.NotAGraph;
import java.util.Optional;

/** Watches a graph that others write. For one thread. */
final class GraphProgress {

    private final GraphEnvironment environment;
    private Optional<Graph> graph = Optional.empty();

    GraphProgress(GraphEnvironment environment) {
        this.environment = environment;
    }

    /** How many records the newest version contains or has passed; none as long as there is no graph. */
    long records() {
        if (graph.isEmpty()) {
            try {
                graph = Optional.of(Graph.open(environment));
            } catch (NotAGraph notYet) {
                return 0;
            }
        }
        return graph.map(open -> open.newest().totals().polled()).orElse(0L);
    }
}
