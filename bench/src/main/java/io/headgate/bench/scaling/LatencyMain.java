package io.headgate.bench.scaling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.bench.ingest.BenchmarksPage;
import io.headgate.bench.ingest.Directories;
import io.headgate.bench.ingest.Machine;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.broker.KafkaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--write-docs", description = "Write the results into docs/benchmarks.md.")
    private boolean writeDocs;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Directory for everything that is written, removed afterwards. Default: bench/target/work-latency.")
    private @Nullable Path work;

    private final Path root;

    private LatencyMain(Path root) {
        this.root = root;
    }

    public static void main(String[] args) {
        Path root = Path.of(System.getProperty("headgate.root", "."))
                .toAbsolutePath()
                .normalize();
        CommandLine command = new CommandLine(new LatencyMain(root)).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String heading = "Taken on " + Machine.describeToday() + "; " + rate + " records/s, " + seconds + " s each.";
        if (!json) {
            System.out.println(heading);
        }
        LatencyReport report = new LatencyReport(measure());
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("heading", heading);
            all.put("rate", rate);
            all.put("cases", report.values());
            System.out.println(new JsonMapper().writeValueAsString(all));
        } else {
            System.out.println("\n" + report.markdown());
        }
        if (writeDocs) {
            BenchmarksPage.write(
                    root.resolve("docs/benchmarks.md"), "bench/latency", heading + "\n\n" + report.markdown());
        }
        return 0;
    }

    private List<LatencyResult> measure() throws IOException, InterruptedException {
        Path directory = work == null ? root.resolve("bench/target/work-latency") : work.toAbsolutePath();
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
