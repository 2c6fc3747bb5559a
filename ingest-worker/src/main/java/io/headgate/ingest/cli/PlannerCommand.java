package io.headgate.ingest.cli;

import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.maintain.work.MaintenanceRoles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the planner of maintenance alone. */
@Command(
        name = "planner",
        header = "Ask for maintenance of the tables that are worth it.",
        description = {
            "",
            "Folds what workers tell of their commits (topic <prefix>.commits) into statistics of each table, and asks for a"
                    + " table (topic <prefix>.maintenance) when many small fragments, deleted rows or unindexed rows have come"
                    + " together: once, until the work is reported done. At start and every maintenance.every it looks at the"
                    + " tables themselves, so that nothing is missed when events are.",
            "",
            "The verb maintain does this, too; this one is for those who want it in a process of its own."
        },
        footerHeading = "%nExample:%n",
        footer = {"  headgate planner --config social.yaml"})
final class PlannerCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final MaintenanceVerb runner;
    private final StopSignal stop;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "Configuration file of the graph's workers (YAML).")
    private Path config = Path.of("");

    PlannerCommand(Terminal terminal, MaintenanceVerb runner, StopSignal stop) {
        this.terminal = terminal;
        this.runner = runner;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        runner.run(ConfigLoader.load(config, terminal.environment()), MaintenanceRoles.PLANNER, stop);
        return ExitCode.DONE;
    }
}
