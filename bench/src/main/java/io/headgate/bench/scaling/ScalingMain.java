package io.headgate.bench.scaling;

import ch.qos.logback.classic.Level;
import io.headgate.bench.ingest.Machine;
import io.headgate.bench.launch.BenchCommand;
import io.headgate.bench.launch.DocsOptions;
import io.headgate.bench.launch.JsonOption;
import io.headgate.bench.launch.Logs;
import io.headgate.engine.write.WriteMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
                    + "write rows that were decoded beforehand. With --processes they are real workers and read a topic of a "
                    + "real broker. Every case is measured with the delay and without."
        })
final class ScalingMain implements Callable<Integer> {

    /** Of the time to be measured, that there must be records for: a quarter. */
    private static final long LEAST_PART = 4;

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
            description = "Numbers of workers; default 1,2,4,8, and with --processes 1,2,4.")
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
            names = "--interval-rows",
            paramLabel = "N",
            defaultValue = "400000",
            description =
                    "Rows that all workers together have to write in one commit interval; a batch is its worker's share "
                            + "of them. A multiple of 16; not with --processes. Default ${DEFAULT-VALUE}.")
    private int intervalRows;

    @Option(
            names = "--processes",
            description =
                    "Let the workers be real ones, in processes of their own, that read a topic of a real broker.")
    private boolean processes;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "32000000",
            description = "Records of that topic, a multiple of 16; default ${DEFAULT-VALUE}.")
    private long records;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "Value of commit.every of those workers; default ${DEFAULT-VALUE}.")
    private String every = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the waits; default ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private DocsOptions docs = new DocsOptions();

    private final Path root;

    private ScalingMain(Path root) {
        this.root = root;
    }

    public static void main(String[] args) {
        BenchCommand.run(ScalingMain::new, args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // That writers contend is the point, and what comes of it is counted.
        Logs.ours(Level.ERROR);
        Logs.others(Level.ERROR);
        if (workers.isEmpty()) {
            workers = processes ? List.of(1, 2, 4) : List.of(1, 2, 4, 8);
        }
        for (int number : workers) {
            if (number < 1 || number > ScalingPlan.PARTITIONS) {
                throw new IllegalArgumentException("there are " + ScalingPlan.PARTITIONS + " partitions, so from 1 to "
                        + ScalingPlan.PARTITIONS + " workers can share them, not " + number);
            }
        }
        String heading = "Taken on " + Machine.describeToday() + "; "
                + (processes ? "commit.every " + every : intervalRows + " rows in an interval") + ", " + seconds
                + " s each, seed " + seed + ".";
        json.tell(heading);
        ScalingReport report = new ScalingReport(measure());
        String text = report.markdown() + "\nStorage calls per version, by kind:\n\n" + report.calls();
        json.print(heading, settings(), report.values(), text);
        String launcher = processes ? "bench/scaling --processes" : "bench/scaling";
        String images = processes ? "scaling-processes-" : "scaling-";
        docs.write(
                root,
                launcher,
                heading + "\n\n![Throughput by workers](images/" + images + "throughput.svg)\n\n"
                        + "![Commit latency by workers](images/" + images + "latency.svg)\n\n" + text,
                Map.of(
                        images + "throughput.svg", report.throughput().svg(),
                        images + "latency.svg", report.commitLatency().svg()));
        return 0;
    }

    private Map<String, Object> settings() {
        return processes
                ? Map.of("processes", true, "records", records, "commit_every", every)
                : Map.of("processes", false, "interval_rows", intervalRows);
    }

    private List<ScalingResult> measure() throws InterruptedException {
        ScalingBench bench = new ScalingBench(
                cases(),
                docs.directory(root, "work-scaling"),
                result -> json.tell(String.format(
                        Locale.ROOT,
                        "%-26s %6.0f k records/s  %5.1f versions/s",
                        result.measured(),
                        result.recordsPerSecond() / 1e3,
                        result.versionsPerSecond())));
        Duration unmeasured = Duration.ofSeconds(warmUp);
        Duration measured = Duration.ofSeconds(seconds);
        return processes
                ? bench.processes(new ProcessPlan(
                        records, Map.of("every", every), unmeasured, measured, measured.dividedBy(LEAST_PART), seed))
                : bench.threads(new ScalingPlan(intervalRows, unmeasured, measured, seed));
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
}
