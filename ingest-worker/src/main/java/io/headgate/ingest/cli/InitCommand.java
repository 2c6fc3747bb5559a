package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a graph. */
@Command(
        name = "init",
        header = "Make an empty graph from a schema.",
        description = {
            "",
            "Makes one empty table for each type of the schema and publishes graph version 1. An init"
                    + " that was interrupted is finished by running it again with the same schema."
        },
        footerHeading = "%nExample:%n",
        footer = "  headgate init --graph ./social --schema ./social.pg")
final class InitCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Option(
            names = {"-s", "--schema"},
            required = true,
            paramLabel = "FILE",
            description = "Schema file (.pg).")
    private Path schema = Path.of("");

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = GraphSession.init(graph.target(Optional.empty(), terminal), source())) {
            GraphManifest manifest = session.graph().newest();
            terminal.out()
                    .println("Made a graph in " + graph.text() + ": version " + manifest.version() + ", "
                            + manifest.tables().size() + " tables");
            return ExitCode.DONE;
        }
    }

    private String source() {
        try {
            return Files.readString(schema);
        } catch (NoSuchFileException e) {
            throw new BadConfiguration("--schema", "There is no schema file " + schema.toAbsolutePath(), e);
        } catch (MalformedInputException e) {
            throw new BadConfiguration("--schema", "The schema file " + schema + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new BadConfiguration("--schema", "The schema file " + schema + " cannot be read: " + e, e);
        }
    }
}
