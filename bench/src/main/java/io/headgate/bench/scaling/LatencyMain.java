package io.headgate.bench.scaling;

import io.headgate.bench.ingest.Directories;
import io.headgate.bench.ingest.Machine;
import io.headgate.bench.launch.BenchCommand;
import io.headgate.bench.launch.DocsOptions;
import io.headgate.bench.launch.JsonOption;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.broker.KafkaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long a record takes from being produced until a reader sees it. */
@Command(
        name = "bench/latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures how long records take from being produced until a reader of the graph sees them, at a steady rate.",
            "",
            "A real broker and a real worker run in processes of their own; every case has a worker, a topic and a graph of "
                    + "its own."
        })
final class LatencyMain implements Callable<Integer> {

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Records per second; default ${DEFAULT-VALUE}.")
    private long rate;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            split = ",",
            defaultValue = "1s,200ms",
            description = "Values of commit.every; default ${DEFAULT-VALUE}.")
    private List<String> every = List.of();

    @Option(
            names = "--modes",
            paramLabel = "MODE",
            split = ",",
            defaultValue = "append,upsert",
            description = "How the worker writes; default ${DEFAULT-VALUE}.")
    private List<WriteMode> modes = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long records are sent that count; default ${DEFAULT-VALUE}.")
    private long seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "15",
            description = "How many seconds records are sent before that; default ${DEFAULT-VALUE}.")
    private long warmUp;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private DocsOptions docs = new DocsOptions();

    private final Path root;

    private LatencyMain(Path root) {
        this.root = root;
    }

    public static void main(String[] args) {
        BenchCommand.run(LatencyMain::new, args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String heading = "Taken on " + Machine.describeToday() + "; " + rate + " records/s, " + seconds + " s each.";
        json.tell(heading);
        LatencyReport report = new LatencyReport(measure());
        json.print(heading, Map.of("rate", rate), report.values(), report.markdown());
        docs.write(root, "bench/latency", heading + "\n\n" + report.markdown());
        return 0;
    }

    private List<LatencyResult> measure() throws IOException, InterruptedException {
        Path directory = docs.directory(root, "work-latency");
        Directories.remove(directory);
        List<LatencyResult> results = new ArrayList<>();
        try (KafkaProcess kafka = KafkaProcess.start(directory.resolve("kafka"))) {
            LatencyRun run = new LatencyRun(kafka, directory.resolve("case"), new LatencyPlan(rate, warmUp, seconds));
            for (WriteMode mode : modes) {
                for (String each : every) {
                    results.add(run.measure(new LatencyCase(mode, each)));
                }
            }
        } finally {
            Directories.remove(directory);
        }
        return results;
    }
}
