package io.headgate.ingest.cli;

import io.headgate.engine.cleanup.Cleanup;
import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.cleanup.Retention;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives up old graph versions. */
@Command(
        name = "cleanup",
        header = "Give up old graph versions, and remove what only they need.",
        description = {
            "",
            "A graph version stays if it is one of the newest, or young, or held, or if an unfinished write is based on one before"
                    + " it. The others are given up: files that only they need are removed, and so are, where that is done, files"
                    + " older than seven days that no version ever named. Safe while workers write and readers read; who needs an"
                    + " old version for long holds it: headgate snapshot hold. Without --confirm nothing is changed, and it is"
                    + " shown what would be removed.",
            "",
            "Unfinished writes of dead writers are settled first. It is refused with exit code 3 while one cannot be settled, or a"
                    + " table was moved by other hands. What could not be removed is left for the next run, with exit code 4;"
                    + " running it again changes nothing else."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate cleanup --graph ./social                      # what would be removed",
            "  headgate cleanup --graph ./social --confirm            # all but the newest 100 and those of 7 days",
            "  headgate cleanup --graph ./social --keep-versions 10 --older-than 12h --confirm --json"
        })
final class CleanupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--keep-versions",
            paramLabel = "N",
            defaultValue = "100",
            converter = Converters.AtLeastOne.class,
            description = "How many of the newest versions stay, whatever their age (default: ${DEFAULT-VALUE}).")
    private int versions = Retention.DEFAULT.versions();

    @Option(
            names = "--older-than",
            paramLabel = "D",
            defaultValue = "7d",
            converter = Converters.Span.class,
            description = "How old a version is before it is given up, such as 12h or 30d (default: ${DEFAULT-VALUE}).")
    private Duration age = Retention.DEFAULT.age();

    @Option(names = "--confirm", description = "Do it; without this, it is only shown.")
    private boolean confirm;

    CleanupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Retention retention = Retention.DEFAULT.withVersions(versions).withAge(age);
        try (GraphSession session = graph.open(terminal);
                Cleanup cleanup = session.graph().cleanup("headgate cleanup")) {
            if (confirm) {
                session.requireConditionalPuts();
            }
            CleanupReport report = confirm ? cleanup.run(retention) : cleanup.preview(retention);
            if (json.isGiven()) {
                terminal.out().println(Json.line(CleanupLine.of(graph.text(), confirm, report)));
            } else {
                new CleanupPrinter(terminal.out(), graph.text(), confirm).print(report);
            }
            return report.obstacle()
                    .or(report::failure)
                    .map(failure -> failure.kind().exitCode())
                    .orElse(ExitCode.DONE);
        }
    }
}
