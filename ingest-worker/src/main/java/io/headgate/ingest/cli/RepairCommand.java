package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.Repair;
import io.headgate.engine.write.RepairReport;
import io.headgate.recovery.decide.RepairAction;
import io.headgate.recovery.error.FailureKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deals with tables that other hands moved. */
@Command(
        name = "repair",
        header = "Deal with tables that were changed by other hands than Headgate's.",
        description = {
            "",
            "Writers refuse to work on a table whose newest version no write of this graph explains. Without --confirm this"
                    + " verb changes nothing: it lists what was done to the table and what would be done about it.",
            "",
            "Where all rows are proven to be the same, as after a compaction, the newest version is adopted. Where they are"
                    + " not, the published content is put on top of it, or, with --force, the foreign content is published as"
                    + " it is. Nothing is deleted: foreign versions stay in the table's history. All tables are repaired in"
                    + " one graph version, readers are not affected, and unfinished writes are settled before and after.",
            "",
            "The exit code is 3 when a table is left that cannot be repaired, because versions or files are missing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate repair --graph ./social                     # what happened, and what would be done",
            "  headgate repair --graph ./social --confirm           # adopt what is proven, restore the rest",
            "  headgate repair --graph ./social --confirm --force   # publish foreign rows as they are"
        })
final class RepairCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--confirm", description = "Do it; without this, it is only shown.")
    private boolean confirm;

    @Option(
            names = "--force",
            description = "With --confirm: publish what other hands made, also where it changes rows.")
    private boolean force;

    RepairCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (force && !confirm) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--force needs --confirm: without --confirm nothing is changed, and what --force would do is shown anyway");
        }
        try (GraphSession session = graph.open(terminal);
                Repair repair = session.graph().repair("headgate repair")) {
            if (confirm) {
                session.requireConditionalPuts();
            }
            RepairReport report = confirm ? repair.run(force) : repair.preview();
            GraphManifest manifest = session.graph().newest();
            if (json.isGiven()) {
                terminal.out().println(Json.line(RepairLine.of(graph.text(), confirm, report, manifest)));
            } else {
                new RepairPrinter(terminal.out(), graph.text(), confirm).print(report, manifest);
            }
            return exitCode(report);
        }
    }

    private int exitCode(RepairReport report) {
        boolean left =
                report.tables().stream().anyMatch(table -> table.choice(force).action() == RepairAction.NONE);
        if (left) {
            return FailureKind.CONFLICT.exitCode();
        }
        if (!confirm) {
            return ExitCode.DONE;
        }
        return report.settled()
                .map(RecoverCommand::exitCode)
                .orElseGet(() -> RecoverReport.failure(report.recovered())
                        .map(failure -> failure.kind().exitCode())
                        .orElse(ExitCode.DONE));
    }
}
