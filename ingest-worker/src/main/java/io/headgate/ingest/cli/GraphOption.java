package io.headgate.ingest.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command on an existing graph has. */
final class GraphOption {

    @Option(
            names = {"-g", "--graph"},
            required = true,
            paramLabel = "DIR",
            description = "Directory of the graph.")
    private String location = "";

    GraphSession open() {
        return GraphSession.open(location);
    }

    /** Where it is, without looking whether there is a graph. */
    Path directory() {
        return GraphSession.directory(location);
    }

    String location() {
        return location;
    }
}
