package io.headgate.ingest.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the commit history. */
@Command(
        name = "versions",
        header = "Show the commit history of a graph, newest first.",
        description = {"", "Every version can still be read: headgate scan --version NUMBER."},
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate versions --graph ./social --limit 5",
            "  headgate versions --graph ./social --json | jq .account"
        })
final class VersionsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            converter = Converters.AtLeastOne.class,
            description = "The most versions to show (default: ${DEFAULT-VALUE}).")
    private int limit;

    VersionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open(terminal)) {
            List<VersionLine> versions =
                    session.graph().history(limit).stream().map(VersionLine::of).toList();
            if (json.isGiven()) {
                versions.forEach(version -> terminal.out().println(Json.line(version)));
            } else {
                TextTable.print(
                        terminal.out(),
                        List.of(
                                "version",
                                "committed at",
                                "operation",
                                "rows",
                                "polled",
                                "applied",
                                "dead-lettered",
                                "actor",
                                "reason"),
                        versions.stream()
                                .map(version -> List.<Object>of(
                                        version.version(),
                                        version.committedAt(),
                                        version.operation(),
                                        version.rows(),
                                        version.account().polled(),
                                        version.account().applied(),
                                        version.account().deadLettered(),
                                        version.actor(),
                                        version.reason() == null ? "" : version.reason()))
                                .toList());
            }
            return ExitCode.DONE;
        }
    }
}
