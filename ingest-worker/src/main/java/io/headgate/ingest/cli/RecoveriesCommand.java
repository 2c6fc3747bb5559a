package io.headgate.ingest.cli;

import io.headgate.recovery.audit.RecoveryRecord;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    private static final Listing<RecoveryLine> COLUMNS = Listing.<RecoveryLine>of()
            .column("recovered at", RecoveryLine::recoveredAt)
            .column("intent", RecoveryLine::intent)
            .column("operation", RecoveryLine::operation)
            .column("armed by", RecoveryLine::actor)
            .column("decision", RecoveryLine::decision)
            .column("version", RecoveryLine::publishedIn)
            .column("recovered by", RecoveryLine::recoveredBy)
            .column("reason", RecoveryLine::reason);

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private LimitOption limit = new LimitOption();

    RecoveriesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open()) {
            // They are kept in the order of arming, which is not that of recovery: all have to be looked at.
            List<RecoveryLine> lines = session.graph().recoveries(Integer.MAX_VALUE).stream()
                    .sorted(Comparator.comparing(RecoveryRecord::recoveredAt).reversed())
                    .limit(limit.limit())
                    .map(RecoveryLine::of)
                    .toList();
            if (lines.isEmpty() && !json.isGiven()) {
                terminal.out().println("No write of this graph was ever left to others to settle.");
            } else {
                COLUMNS.print(terminal, json.isGiven(), lines);
            }
            return ExitCode.DONE;
        }
    }
}
