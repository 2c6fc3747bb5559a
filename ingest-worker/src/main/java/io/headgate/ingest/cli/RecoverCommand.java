package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.Recovery;
import io.headgate.engine.write.RecoveryReport;
import io.headgate.recovery.error.FailureKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settles what interrupted writers left, and explains it. */
@Command(
        name = "recover",
        header = "Settle what interrupted writers left behind, and explain it.",
        description = {
            "",
            "Every writer does this by itself when it starts and before each batch; the verb is for those who want to see it,"
                    + " or have no writer running. An unfinished write that still holds is rolled forward, one that does not is"
                    + " discarded, because Kafka replays it; one whose writer may be alive is left alone. Tables that writers of"
                    + " this graph moved without publishing are put back.",
            "",
            "When something is left that only a person can judge, it is shown, and the exit code is that which a writer"
                    + " would leave with: 3 when tables were moved by other hands or versions are missing, 4 when an intent"
                    + " cannot be read or settled."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate recover --graph ./social --dry-run",
            "  headgate recover --graph ./social --json | jq '.intents[] | {intent, decision, reason}'"
        })
final class RecoverCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--dry-run", description = "Show what would be done; change nothing.")
    private boolean dryRun;

    RecoverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open(terminal);
                Recovery recovery = session.graph().recovery("headgate recover")) {
            if (!dryRun) {
                session.requireConditionalPuts();
            }
            RecoveryReport report = dryRun ? recovery.preview() : recovery.run();
            GraphManifest manifest = session.graph().newest();
            if (json.isGiven()) {
                terminal.out().println(Json.line(RecoverReport.of(graph.text(), dryRun, report, manifest)));
            } else {
                new RecoverPrinter(terminal.out(), graph.text(), dryRun).print(report, manifest);
            }
            return exitCode(report);
        }
    }

    static int exitCode(RecoveryReport report) {
        return RecoverReport.failure(report)
                .map(failure -> failure.kind().exitCode())
                .orElseGet(() -> report.moved().stream().anyMatch(RecoverReport::needsAPerson)
                        ? FailureKind.CONFLICT.exitCode()
                        : ExitCode.DONE);
    }
}
