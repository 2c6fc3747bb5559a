package io.headgate.ingest.cli;

import io.headgate.engine.GraphLocation;
import io.headgate.ingest.config.GraphLocationText;
import io.headgate.ingest.config.RefusedText;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.error.BadConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that every command on a graph has: where it is, and how to get there. */
final class GraphOption {

    static final String DESCRIPTION = "Where the graph is: a directory, or s3://bucket/prefix.";

    @Option(
            names = {"-g", "--graph"},
            required = true,
            paramLabel = "GRAPH",
            description = DESCRIPTION)
    private String text = "";

    @ArgGroup(validate = false, heading = S3Options.HEADING)
    private S3Options s3 = new S3Options();

    GraphSession open(Terminal terminal) {
        return GraphSession.open(target(Optional.empty(), terminal));
    }

    /** The graph, without looking whether there is one. */
    GraphTarget target(Optional<WorkerConfig> workers, Terminal terminal) {
        GraphLocation location = location();
        return new GraphTarget(location, s3.settings(location, workers, terminal));
    }

    GraphLocation location() {
        return location(text);
    }

    /** As it was given. */
    String text() {
        return text;
    }

    static GraphLocation location(String text) {
        try {
            return GraphLocationText.parse(text, Path.of(""));
        } catch (RefusedText e) {
            throw new BadConfiguration("--graph", "--graph " + e.rest(), e);
        }
    }
}
