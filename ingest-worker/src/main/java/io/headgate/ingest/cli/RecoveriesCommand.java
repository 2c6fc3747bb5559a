package io.headgate.ingest.cli;

import io.headgate.recovery.audit.RecoveryRecord;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the writes that were settled by somebody else than their writer. */
@Command(
        name = "recoveries",
        header = "Show the interrupted writes that were settled, newest first.",
        description = {
            "",
            "There is exactly one record of each, whoever settled it and however often that was interrupted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate recoveries --graph ./social --limit 5",
            "  headgate recoveries --graph ./social --json | jq 'select(.decision == \"discard\")'"
        })
final class RecoveriesCommand implements Callable<Integer> {

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
            description = "The most records to show (default: ${DEFAULT-VALUE}).")
    private int limit;

    RecoveriesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open(terminal)) {
            // They are kept in the order of arming, which is not that of recovery: all have to be looked at.
            List<RecoveryLine> lines = session.graph().recoveries(Integer.MAX_VALUE).stream()
                    .sorted(Comparator.comparing(RecoveryRecord::recoveredAt).reversed())
                    .limit(limit)
                    .map(RecoveryLine::of)
                    .toList();
            if (json.isGiven()) {
                lines.forEach(line -> terminal.out().println(Json.line(line)));
            } else if (lines.isEmpty()) {
                terminal.out().println("No write of this graph was ever left to others to settle.");
            } else {
                TextTable.print(
                        terminal.out(),
                        List.of(
                                "recovered at",
                                "intent",
                                "operation",
                                "armed by",
                                "decision",
                                "version",
                                "recovered by",
                                "reason"),
                        lines.stream()
                                .map(line -> Arrays.asList(
                                        line.recoveredAt(),
                                        line.intent(),
                                        line.operation(),
                                        line.actor(),
                                        line.decision(),
                                        line.publishedIn(),
                                        line.recoveredBy(),
                                        line.reason()))
                                .toList());
            }
            return ExitCode.DONE;
        }
    }
}
