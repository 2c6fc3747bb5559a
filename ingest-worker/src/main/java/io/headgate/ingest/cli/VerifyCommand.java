package io.headgate.ingest.cli;

import io.headgate.engine.verify.Verification;
import io.headgate.engine.verify.VerificationReport;
import io.headgate.engine.verify.VerifyLimits;
import io.headgate.engine.verify.VerifyRequest;
import io.headgate.recovery.error.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks that a graph is whole. */
@Command(
        name = "verify",
        header = "Check that a graph is whole: everything is there, can be read and agrees.",
        description = {
            "",
            "Reads only; safe while workers write. Reads tables in a process of its own, which a damaged table may end; the"
                    + " other tables are checked all the same.",
            "",
            "The exit code is 0 when everything holds, 3 when all that is wrong is that other hands moved tables (readers of"
                    + " the graph are not affected, writers refuse), and 4 when anything is missing, unreadable or"
                    + " contradicts something else. Notes do not count."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate verify --graph ./social",
            "  headgate verify --graph ./social --deep --json | jq '.checks[].problems[]'"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--deep",
            description =
                    "Also read every row of the newest version, look for ids that are there twice, and open the tables"
                            + " of every version that is kept.")
    private boolean deep;

    @Option(
            names = "--appended",
            paramLabel = "TABLE",
            description =
                    "A table that a source with mode: append feeds: an id may be in it more than once. Can be given"
                            + " several times.")
    private List<String> appended = new ArrayList<>();

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        GraphTarget target = graph.target(Optional.empty(), terminal);
        VerificationReport report = Verification.at(
                target.location(), target.s3(), new VerifyRequest(deep, Set.copyOf(appended), VerifyLimits.DEFAULT));
        VerifyReport printed = VerifyReport.of(graph.text(), report);
        if (json.isGiven()) {
            terminal.out().println(Json.line(printed));
        } else {
            printed.print(terminal.out());
        }
        return report.failure().map(FailureKind::exitCode).orElse(ExitCode.DONE);
    }
}
