package io.headgate.bench.scaling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.bench.ingest.BenchmarksPage;
import io.headgate.bench.ingest.Machine;
import io.headgate.engine.write.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how writing scales with the number of workers when every storage call takes as long as on S3. */
@Command(
        name = "bench/scaling",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Lets several workers write batches into one graph, whose storage waits before it answers each call.",
            "",
            "Workers are threads with stores of their own on one local directory. They share the partitions of one source and "
                    + "write rows that were decoded beforehand. Every case is measured with the delay and without."
        })
final class ScalingMain implements Callable<Integer> {

    private static final Duration REHEARSAL = Duration.ofSeconds(2);

    @Option(
            names = "--delay",
            paramLabel = "MS",
            defaultValue = "30",
            description =
                    "Mean wait before each storage call, in milliseconds. Waits are from two thirds to five thirds of it; "
                            + "default ${DEFAULT-VALUE}.")
    private long delay;

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,4,8",
            description = "Numbers of workers; default ${DEFAULT-VALUE}.")
    private List<Integer> workers = List.of();

    @Option(
            names = "--modes",
            paramLabel = "MODE",
            split = ",",
            defaultValue = "append,upsert",
            description = "How they write; default ${DEFAULT-VALUE}.")
    private List<WriteMode> modes = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long each case is measured; default ${DEFAULT-VALUE}.")
    private long seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "3",
            description = "Seconds that the workers of a case write before anything counts; default ${DEFAULT-VALUE}.")
    private long warmUp;

    @Option(
            names = "--batch-rows",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Rows of each batch, a multiple of 4; default ${DEFAULT-VALUE}.")
    private int batchRows;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the waits; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--write-docs",
            description = "Write the table into docs/benchmarks.md and the plots into docs/images.")
    private boolean writeDocs;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Directory for the graphs, removed afterwards. Default: bench/target/work-scaling.")
    private @Nullable Path work;

    private final Path root;

    private ScalingMain(Path root) {
        this.root = root;
    }

    public static void main(String[] args) {
        Path root = Path.of(System.getProperty("headgate.root", "."))
                .toAbsolutePath()
                .normalize();
        CommandLine command = new CommandLine(new ScalingMain(root)).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Quiet.contention();
        for (int number : workers) {
            if (number < 1 || number > ScalingPlan.PARTITIONS) {
                throw new IllegalArgumentException("there are " + ScalingPlan.PARTITIONS + " partitions, so from 1 to "
                        + ScalingPlan.PARTITIONS + " workers can share them, not " + number);
            }
        }
        String heading = "Taken on " + Machine.describeToday() + "; batches of " + batchRows + " rows, " + seconds
                + " s each, seed " + seed + ".";
        if (!json) {
            System.out.println(heading);
        }
        ScalingReport report = new ScalingReport(measure());
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("heading", heading);
            all.put("batch_rows", batchRows);
            all.put("cases", report.values());
            System.out.println(new JsonMapper().writeValueAsString(all));
        } else {
            System.out.println("\n" + text(report));
        }
        if (writeDocs) {
            write(heading, report);
        }
        return 0;
    }

    private List<ScalingResult> measure() throws InterruptedException {
        Path directory = work == null ? root.resolve("bench/target/work-scaling") : work.toAbsolutePath();
        ScalingPlan plan = new ScalingPlan(batchRows, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), seed);
        ScalingPlan rehearsal = new ScalingPlan(batchRows, Duration.ZERO, REHEARSAL, seed);
        List<ScalingResult> results = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ChunkBank bank = new ChunkBank(allocator, plan)) {
            ScalingRun run = new ScalingRun(directory, allocator, bank, plan);
            // The first case would pay for loading classes and compiling.
            for (WriteMode mode : modes) {
                new ScalingRun(directory, allocator, bank, rehearsal).measure(new ScalingCase(mode, 1, Duration.ZERO));
            }
            for (ScalingCase measured : cases()) {
                ScalingResult result = run.measure(measured);
                results.add(result);
                if (!json) {
                    System.out.printf(
                            "%-26s %6.0f k records/s  %5.1f versions/s%n",
                            measured, result.recordsPerSecond() / 1e3, result.versionsPerSecond());
                }
            }
        }
        return results;
    }

    private List<ScalingCase> cases() {
        List<Duration> delays = delay == 0 ? List.of(Duration.ZERO) : List.of(Duration.ofMillis(delay), Duration.ZERO);
        List<ScalingCase> cases = new ArrayList<>();
        for (WriteMode mode : modes) {
            for (Duration each : delays) {
                workers.forEach(number -> cases.add(new ScalingCase(mode, number, each)));
            }
        }
        return cases;
    }

    private void write(String heading, ScalingReport report) throws IOException {
        Path docs = root.resolve("docs");
        Path images = Files.createDirectories(docs.resolve("images"));
        Files.writeString(
                images.resolve("scaling-throughput.svg"), report.throughput().svg());
        Files.writeString(
                images.resolve("scaling-latency.svg"), report.commitLatency().svg());
        BenchmarksPage.write(
                docs.resolve("benchmarks.md"),
                "bench/scaling",
                heading + "\n\n![Throughput by workers](images/scaling-throughput.svg)\n\n"
                        + "![Commit latency by workers](images/scaling-latency.svg)\n\n" + text(report));
    }

    private static String text(ScalingReport report) {
        return report.markdown() + "\nStorage calls per version, by kind:\n\n" + report.calls();
    }
}
