package io.headgate.ingest.cli;

import io.headgate.ingest.demo.DemoOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the demo. */
@Command(
        name = "demo",
        header = "See it work: a Kafka broker, events, a worker, a graph, and a check.",
        description = {
            "",
            "Starts a real single-node Kafka broker in this process, produces events, ingests them, shows the graph and"
                    + " compares it with what was produced. Takes free ports and leaves nothing behind.",
            "",
            "The events are those of a generated social network, with updates and deletes, or with --git the history of a"
                    + " git repository. When the graph does not hold exactly what was produced, the exit code is 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate demo",
            "  headgate demo --git . --keep ./history      # a repository as a graph, to look at afterwards",
            "  headgate demo --records 1000000 --crash 5   # kill the worker five times: still exact"
        })
final class DemoCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final DemoVerb runner;
    private final StopSignal stop;

    @Option(names = "--json", description = "Print one JSON object at the end instead of text.")
    private boolean json;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "" + DemoOptions.DEFAULT_RECORDS,
            converter = Converters.LongAtLeastOne.class,
            description = "The most events to produce (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(names = "--git", paramLabel = "REPO", description = "Feed the history of this git repository instead.")
    private Optional<Path> repository = Optional.empty();

    @Option(
            names = "--crash",
            paramLabel = "K",
            defaultValue = "0",
            converter = Converters.NotNegative.class,
            description = "Run the worker as a process of its own and kill it K times (default: ${DEFAULT-VALUE}).")
    private int crashes;

    @Option(names = "--keep", paramLabel = "DIR", description = "Leave the graph in this directory.")
    private Optional<Path> keep = Optional.empty();

    DemoCommand(Terminal terminal, DemoVerb runner, StopSignal stop) {
        this.terminal = terminal;
        this.runner = runner;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        DemoOptions options = new DemoOptions(records, repository, crashes, keep, json);
        return runner.run(options, terminal.out(), stop) ? ExitCode.DONE : ExitCode.OTHER;
    }
}
