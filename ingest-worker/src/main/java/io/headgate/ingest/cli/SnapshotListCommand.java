package io.headgate.ingest.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the holds. */
@Command(
        name = "list",
        header = "Show the holds on graph versions, the oldest first.",
        footerHeading = "%nExample:%n",
        footer = {"  headgate snapshot list --graph ./social --json | jq 'select(.expired | not)'"})
final class SnapshotListCommand implements Callable<Integer> {

    private static final Listing<HoldLine> COLUMNS = Listing.<HoldLine>of()
            .column("hold", HoldLine::hold)
            .column("version", HoldLine::version)
            .column("placed at", HoldLine::placedAt)
            .column("expires at", HoldLine::expiresAt)
            .column("expired", HoldLine::expired)
            .column("actor", HoldLine::actor)
            .column("reason", HoldLine::reason);

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    SnapshotListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open(terminal)) {
            List<HoldLine> holds = session.graph().holds().list().stream()
                    .map(hold -> HoldLine.of(hold, session.now()))
                    .toList();
            if (holds.isEmpty() && !json.isGiven()) {
                terminal.out().println("No graph version is held.");
            } else {
                COLUMNS.print(terminal, json.isGiven(), holds);
            }
            return ExitCode.DONE;
        }
    }
}
