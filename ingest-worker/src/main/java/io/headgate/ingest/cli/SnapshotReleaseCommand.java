package io.headgate.ingest.cli;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.id.HoldId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a hold. */
@Command(
        name = "release",
        header = "End a hold on a graph version.",
        footerHeading = "%nExample:%n",
        footer = {"  headgate snapshot release 01J9ZQ4X8N7E5T3V2W1R0PKMHG --graph ./social"})
final class SnapshotReleaseCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Parameters(paramLabel = "ID", description = "The id of the hold, as snapshot list shows it.")
    private String id = "";

    SnapshotReleaseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!id.matches("[0-9A-Za-z-]{1,64}")) {
            throw new BadConfiguration("ID", "'" + id + "' is no id of a hold; see headgate snapshot list");
        }
        try (GraphSession session = graph.open(terminal)) {
            boolean released = session.graph().holds().release(new HoldId(id));
            terminal.out().println(released ? "Released." : "There is no such hold; it was released, or had expired.");
            return ExitCode.DONE;
        }
    }
}
