package io.headgate.ingest.cli;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import java.time.Instant;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A graph, for the time of one command. */
final class GraphSession implements AutoCloseable {

    private final BufferAllocator allocator;
    private final GraphEnvironment environment;
    private final Graph graph;

    private GraphSession(GraphTarget target, Function<GraphEnvironment, Graph> opening) {
        this.allocator = new RootAllocator();
        this.environment = environment(target, allocator);
        try {
            this.graph = opening.apply(environment);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static GraphEnvironment environment(GraphTarget target, BufferAllocator allocator) {
        try {
            return GraphEnvironment.at(target.location(), target.s3(), Durability.POWER_LOSS, allocator);
        } catch (RuntimeException e) {
            allocator.close();
            throw e;
        }
    }

    /** Opens the graph that is there; changes nothing. */
    static GraphSession open(GraphTarget target) {
        return new GraphSession(target, Graph::open);
    }

    /** Makes a graph. */
    static GraphSession init(GraphTarget target, String schemaSource) {
        return new GraphSession(target, environment -> Graph.init(environment, schemaSource, "headgate init"));
    }

    /**
     * To be called before anything is written to a graph that is there: it may have been copied to a place that keeps fewer
     * promises than the one where it was made.
     */
    void requireConditionalPuts() {
        environment.objects().requireConditionalPuts();
    }

    Graph graph() {
        return graph;
    }

    Instant now() {
        return environment.clock().instant();
    }

    @Override
    public void close() {
        environment.close();
        allocator.close();
    }
}
