package io.headgate.ingest.cli;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import io.headgate.recovery.error.BadConfiguration;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A graph in a directory, for the time of one command. */
final class GraphSession implements AutoCloseable {

    private final BufferAllocator allocator;
    private final GraphEnvironment environment;
    private final Graph graph;

    private GraphSession(String location, Function<GraphEnvironment, Graph> opening) {
        Path directory = directory(location);
        this.allocator = new RootAllocator();
        this.environment = GraphEnvironment.local(directory, Durability.POWER_LOSS, allocator);
        try {
            this.graph = opening.apply(environment);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Opens the graph that is there; changes nothing. */
    static GraphSession open(String location) {
        return new GraphSession(location, Graph::open);
    }

    /** Makes a graph. */
    static GraphSession init(String location, String schemaSource) {
        return new GraphSession(location, environment -> Graph.init(environment, schemaSource, "headgate init"));
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

    static Path directory(String location) {
        if (location.contains("://")) {
            throw new BadConfiguration(
                    "--graph",
                    "--graph is '" + location
                            + "', but this version keeps graphs in a local directory only. Give a path");
        }
        try {
            return Path.of(location).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new BadConfiguration("--graph", "--graph is '" + location + "', which is not a path", e);
        }
    }
}
