package io.headgate.ingest.cli;

import io.headgate.engine.GraphLocation;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.error.BadConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands on a graph that ask Kafka, as the workers of that graph do. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "Configuration file of the graph's workers: how to reach Kafka and S3, and which tables are fed in append mode.")
    private @Nullable Path file;

    /**
     * The configuration, if one is given.
     *
     * @throws BadConfiguration when it is for another graph
     */
    Optional<WorkerConfig> load(GraphLocation graph, Terminal terminal) {
        if (file == null) {
            return Optional.empty();
        }
        WorkerConfig config = ConfigLoader.load(file, terminal.environment());
        if (!config.graph().equals(graph)) {
            throw new BadConfiguration(
                    "graph",
                    file + " is for the graph in " + config.graph() + ", but --graph is " + graph
                            + "; give the configuration of the workers that write this graph");
        }
        return Optional.of(config);
    }
}
