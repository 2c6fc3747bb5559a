package io.headgate.ingest.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the commit history. */
@Command(
        name = "versions",
        header = "Show the commit history of a graph, newest first.",
        description = {
            "",
            "Every version that is shown can still be read: headgate scan --version NUMBER. Older ones were given up by"
                    + " cleanup."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate versions --graph ./social --limit 5",
            "  headgate versions --graph ./social --json | jq .account"
        })
final class VersionsCommand implements Callable<Integer> {

    private static final Listing<VersionLine> COLUMNS = Listing.<VersionLine>of()
            .column("version", VersionLine::version)
            .column("committed at", VersionLine::committedAt)
            .column("operation", VersionLine::operation)
            .column("rows", VersionLine::rows)
            .column("polled", line -> line.account().polled())
            .column("applied", line -> line.account().applied())
            .column("dead-lettered", line -> line.account().deadLettered())
            .column("actor", VersionLine::actor)
            .column("reason", VersionLine::reason);

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private LimitOption limit = new LimitOption();

    VersionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open(terminal)) {
            COLUMNS.print(
                    terminal,
                    json.isGiven(),
                    session.graph().history(limit.limit()).stream()
                            .map(VersionLine::of)
                            .toList());
            return ExitCode.DONE;
        }
    }
}
