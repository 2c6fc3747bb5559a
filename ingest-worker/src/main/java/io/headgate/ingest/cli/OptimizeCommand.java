package io.headgate.ingest.cli;

import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.TableReport;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.recovery.error.HeadgateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Maintains tables once, by hand. */
@Command(
        name = "optimize",
        header = "Rewrite small fragments and bring indexes up to date, once.",
        description = {
            "",
            "Does by hand, and without Kafka, what the verb maintain does all the time: makes few large fragments of many small"
                    + " ones, writes those anew that have many deleted rows, and builds and extends the indexes that the schema"
                    + " declares. No content changes; safe while workers write, and none of them waits for it. Doing it again"
                    + " at once does nothing.",
            "",
            "A table that cannot be worked on does not stop the others; the exit code is that of the first failure."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate optimize --graph ./social",
            "  headgate optimize --graph ./social Person edge:Follows --json | jq .rows_rewritten"
        })
final class OptimizeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description =
                    "Name of a node or edge type; node:NAME or edge:NAME where both exist; dead-letters (default: all).")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--rows-per-fragment",
            paramLabel = "N",
            converter = Converters.AtLeastTwo.class,
            description =
                    "What a fragment is to grow to; one with half as many rows is left as it is (default: 1048576).")
    private @Nullable Integer rowsPerFragment;

    @Option(
            names = "--fan-in",
            paramLabel = "N",
            converter = Converters.AtLeastTwo.class,
            description = "So many fragments of about one size are made one (default: 8).")
    private @Nullable Integer fanIn;

    OptimizeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open(terminal)) {
            GraphManifest manifest = session.graph().newest();
            List<TablePin> chosen = tables.isEmpty()
                    ? manifest.tables()
                    : tables.stream()
                            .map(name -> TableName.resolve(name, manifest))
                            .distinct()
                            .toList();
            MaintenanceLimits limits = limits();
            session.requireConditionalPuts();
            List<OptimizeReport> reports = new ArrayList<>();
            Optional<HeadgateException> failure = Optional.empty();
            try (Maintenance maintenance = session.graph().maintenance("headgate optimize")) {
                for (TablePin pin : chosen) {
                    terminal.err().println("headgate: optimizing " + TableName.qualified(pin));
                    try {
                        Optional<TableReport> report = maintenance.optimize(pin.id(), limits);
                        report.map(done -> OptimizeReport.of(pin, done)).ifPresent(reports::add);
                    } catch (HeadgateException e) {
                        terminal.err().println("headgate: " + TableName.qualified(pin) + ": " + e.getMessage());
                        reports.add(OptimizeReport.failed(pin, e));
                        failure = failure.or(() -> Optional.of(e));
                    }
                }
            }
            print(reports);
            return failure.map(first -> first.kind().exitCode()).orElse(ExitCode.DONE);
        }
    }

    private MaintenanceLimits limits() {
        MaintenanceLimits limits = MaintenanceLimits.DEFAULT;
        if (rowsPerFragment != null) {
            limits = limits.withRowsPerFragment(rowsPerFragment);
        }
        return fanIn == null ? limits : limits.withFanIn(fanIn);
    }

    private void print(List<OptimizeReport> reports) {
        if (json.isGiven()) {
            reports.forEach(report -> terminal.out().println(Json.line(report)));
            return;
        }
        TextTable.print(
                terminal.out(),
                List.of(
                        "table",
                        "kind",
                        "outcome",
                        "versions",
                        "fragments",
                        "became",
                        "rows rewritten",
                        "index segments"),
                reports.stream()
                        .map(report -> List.of(
                                report.name(),
                                report.kind(),
                                report.outcome(),
                                report.published().size(),
                                report.fragmentsBefore(),
                                report.fragmentsAfter(),
                                report.rowsRewritten(),
                                report.segmentsBuilt()))
                        .toList());
    }
}
