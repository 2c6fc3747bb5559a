package io.headgate.ingest.cli;

import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.maintain.work.MaintenanceRoles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a maintenance process. */
@Command(
        name = "maintain",
        header = "Keep the tables of a graph fast, beside its workers.",
        description = {
            "",
            "Takes requests from the topic <prefix>.maintenance, and for each rewrites small fragments and those with many"
                    + " deleted rows, and builds and extends declared indexes. No content changes, and nobody waits for it. Any"
                    + " number of processes share the tables. SIGTERM or Ctrl-C finishes the table commit in flight"
                    + " (shutdown.timeout) and leaves; a process that is killed leaves nothing that the next one does not settle.",
            "",
            "Unless --no-planner is given it also plans: see the verb planner. The keys of the file are in"
                    + " docs/configuration.md."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate maintain --config social.yaml",
            "  headgate optimize --graph ./social          # once, by hand, without Kafka"
        })
final class MaintainCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final MaintenanceVerb runner;
    private final StopSignal stop;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "Configuration file of the graph's workers (YAML).")
    private Path config = Path.of("");

    @Option(names = "--no-planner", description = "Leave planning to others: only do what is asked for.")
    private boolean withoutPlanner;

    MaintainCommand(Terminal terminal, MaintenanceVerb runner, StopSignal stop) {
        this.terminal = terminal;
        this.runner = runner;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        runner.run(
                ConfigLoader.load(config, terminal.environment()),
                withoutPlanner ? MaintenanceRoles.MAINTAINER : MaintenanceRoles.BOTH,
                stop);
        return ExitCode.DONE;
    }
}
