package io.headgate.ingest.cli;

import io.headgate.ingest.config.ConfigLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the ingest worker. */
@Command(
        name = "worker",
        header = "Carry records from Kafka into a graph, exactly once.",
        description = {
            "",
            "Reads the topics that the file names, from where the graph says, and commits batches to the graph. Any number of"
                    + " workers with one group.id share the partitions. SIGTERM or Ctrl-C finishes the batch in flight"
                    + " (shutdown.timeout) and leaves; a worker that is killed loses nothing and repeats nothing.",
            "",
            "The keys of the file are in docs/configuration.md."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate worker --config social.yaml",
            "  headgate worker --config social.yaml --until-caught-up   # then leave, as a batch job"
        })
final class WorkerCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final WorkerVerb runner;
    private final StopSignal stop;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "Configuration file (YAML).")
    private Path config = Path.of("");

    @Option(names = "--until-caught-up", description = "Stop at the end offsets that the topics have at start.")
    private boolean untilCaughtUp;

    WorkerCommand(Terminal terminal, WorkerVerb runner, StopSignal stop) {
        this.terminal = terminal;
        this.runner = runner;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        runner.run(ConfigLoader.load(config, terminal.environment()), untilCaughtUp, stop);
        return ExitCode.DONE;
    }
}
