package io.headgate.bench.maintain;

import ch.qos.logback.classic.Level;
import io.headgate.bench.ingest.Machine;
import io.headgate.bench.launch.BenchCommand;
import io.headgate.bench.launch.DocsOptions;
import io.headgate.bench.launch.JsonOption;
import io.headgate.bench.launch.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what becomes of a table over many commits, with maintenance and without. */
@Command(
        name = "bench/longrun",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Commits small batches of upserts and deletes to a graph that is maintained meanwhile, and the same to one that is "
                    + "not, and measures both again and again.",
            "",
            "Every row of both has to be right in the end, and both graphs have to verify."
        })
final class LongRunMain implements Callable<Integer> {

    @Option(
            names = "--commits",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Commits to the graph that is maintained; default ${DEFAULT-VALUE}.")
    private int commits;

    @Option(
            names = "--compared",
            paramLabel = "N",
            description = "So many of them go to the other graph, too; default all. It becomes slow.")
    private @Nullable Integer compared;

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "100",
            description = "Commits between two samples; default ${DEFAULT-VALUE}.")
    private int every;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200",
            description = "Changes in a commit; default ${DEFAULT-VALUE}.")
    private int rows;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Keys that there are, each with a row at first; default ${DEFAULT-VALUE}.")
    private long keys;

    @Option(
            names = "--deletes",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "How many of the changes are deletes; default ${DEFAULT-VALUE}.")
    private double deletes;

    @Option(
            names = "--maintain-every",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Graph versions after which maintenance looks for work again; 1 for all the time. Default ${DEFAULT-VALUE}.")
    private long maintainEvery;

    @Option(
            names = "--busy-share",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "The most of its time that maintenance is at work; default ${DEFAULT-VALUE}.")
    private double busyShare;

    @Option(
            names = "--cleanup",
            paramLabel = "N",
            defaultValue = "200",
            description = "Graph versions after which maintenance gives up old ones, too; 0 for never. Default "
                    + "${DEFAULT-VALUE}.")
    private long cleanup;

    @Option(
            names = "--keep-versions",
            paramLabel = "N",
            defaultValue = "100",
            description = "Graph versions that are kept then; default ${DEFAULT-VALUE}.")
    private int keepVersions;

    @Option(
            names = "--priority",
            paramLabel = "P",
            defaultValue = "ONE_THREAD",
            description =
                    "What the process that maintains may take: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Priority priority = Priority.ONE_THREAD;

    @Option(names = "--in-process", description = "Maintain in the process that writes.")
    private boolean inProcess;

    @Option(names = "--deep", description = "Verify the tables of every kept version in the end, too. Takes long.")
    private boolean deep;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the keys; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--tsv",
            paramLabel = "FILE",
            description = "Where all samples are written; default longrun.tsv in bench/target.")
    private @Nullable Path tsv;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private DocsOptions docs = new DocsOptions();

    private final Path root;

    private LongRunMain(Path root) {
        this.root = root;
    }

    public static void main(String[] args) {
        BenchCommand.run(LongRunMain::new, args);
    }

    @Override
    public Integer call() throws IOException {
        Logs.ours(Level.WARN);
        Logs.others(Level.WARN);
        LongRunPlan plan = new LongRunPlan(
                commits,
                compared == null ? commits : compared,
                every,
                rows,
                keys,
                deletes,
                MaintainPlan.DEFAULT
                        .withBusyShare(busyShare)
                        .withEvery(maintainEvery)
                        .withCleanup(cleanup, keepVersions),
                priority,
                inProcess,
                deep,
                seed);
        long start = System.nanoTime();
        LongRunResult result = new LongRun(plan, docs.directory(root, "work-longrun"), this::tell).run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        LongRunReport report = new LongRunReport(result);
        String heading = String.format(
                Locale.ROOT,
                "Taken on %s; %d commits of %d changes, %.0f %% of them deletes, over %d keys, seed %d; maintenance %s; "
                        + "%s; %d minutes, load at the end %.1f.",
                Machine.describeToday(),
                commits,
                rows,
                deletes * 100,
                keys,
                seed,
                inProcess ? "in the process that writes" : "in a process of its own, priority " + word(priority),
                cleanup == 0
                        ? "no cleanup"
                        : "after " + cleanup + " versions all but " + keepVersions + " are given up",
                took.toMinutes(),
                result.load());
        Files.writeString(tsv == null ? root.resolve("bench/target/longrun.tsv") : tsv, report.tsv());
        json.print(heading, settings(result, report), report.values(), heading + "\n\n" + report.markdown());
        StringBuilder text = new StringBuilder(heading).append("\n\n");
        Map<String, String> images = new LinkedHashMap<>();
        report.plots().forEach((file, plot) -> {
            images.put(file, plot.svg());
            text.append("![")
                    .append(plot.title())
                    .append("](images/")
                    .append(file)
                    .append(")\n\n");
        });
        docs.write(root, "bench/longrun", text + report.markdown(), images);
        return 0;
    }

    private static Map<String, Object> settings(LongRunResult result, LongRunReport report) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("commits", result.plan().commits());
        settings.put("compared", result.plan().compared());
        settings.put("rows", result.plan().rows());
        settings.put("keys", result.plan().keys());
        settings.put("deleted_share", result.plan().deletedShare());
        settings.put("cleanup_every", result.plan().maintained().cleanupEvery());
        settings.put("keep_versions", result.plan().maintained().keepVersions());
        settings.put("priority", word(result.plan().priority()));
        settings.put("in_process", result.plan().inProcess());
        settings.put("seed", result.plan().seed());
        settings.put("load", result.load());
        settings.put("growth", report.growth());
        settings.put("maintenance", result.progress());
        settings.put("exact", true);
        settings.put("verified", true);
        return settings;
    }

    private void tell(LongRunSample sample) {
        json.tell(String.format(
                Locale.ROOT,
                "%6d %-12s %5d fragments  open %6.2f ms  read %6.1f ms  write %7.1f ms, 99 %% %7.1f ms  stage %7.1f ms",
                sample.commits(),
                sample.maintained() ? "maintained" : "unmaintained",
                sample.table().fragments(),
                sample.table().openMillis(),
                sample.table().readMillis(),
                sample.write().p50(),
                sample.write().p99(),
                sample.stage().p50()));
    }

    static String word(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
