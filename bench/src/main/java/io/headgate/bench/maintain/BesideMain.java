package io.headgate.bench.maintain;

import ch.qos.logback.classic.Level;
import io.headgate.bench.ingest.Machine;
import io.headgate.bench.launch.BenchCommand;
import io.headgate.bench.launch.DocsOptions;
import io.headgate.bench.launch.JsonOption;
import io.headgate.bench.launch.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what maintenance from another process costs a writer. */
@Command(
        name = "bench/beside",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Upserts without pause while another process maintains the graph, and the same into one that nobody maintains, a few "
                    + "seconds each in alternation, and compares.",
            "",
            "Every row of both has to be right in the end, and both graphs have to verify."
        })
final class BesideMain implements Callable<Integer> {

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "12",
            description = "Pairs of chunks for each priority; default ${DEFAULT-VALUE}.")
    private int pairs;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "4",
            description = "How long a chunk takes about; default ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Changes in a commit; default ${DEFAULT-VALUE}.")
    private int rows;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "400000",
            description = "Keys that there are, each with a row at first; default ${DEFAULT-VALUE}.")
    private long keys;

    @Option(
            names = "--fragments",
            paramLabel = "N",
            defaultValue = "64",
            description = "Fragments that these rows are in; default ${DEFAULT-VALUE}.")
    private int fragments;

    @Option(
            names = "--deletes",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "How many of the changes are deletes; default ${DEFAULT-VALUE}.")
    private double deletes;

    @Option(
            names = "--priority",
            paramLabel = "P",
            split = ",",
            defaultValue = "NORMAL,ONE_THREAD,NICED,LOW",
            description =
                    "What the process that maintains may take, each measured: ${COMPLETION-CANDIDATES}; default all.")
    private List<Priority> priorities = List.of();

    @Option(
            names = "--busy-share",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "The most of its time that maintenance is at work; default ${DEFAULT-VALUE}.")
    private double busyShare;

    @Option(
            names = "--tidy",
            description =
                    "Maintain the other graph, too, while nobody writes, so that both tables are alike and only the cost "
                            + "of maintenance shows, not what it is good for.")
    private boolean tidy;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the keys; default ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private DocsOptions docs = new DocsOptions();

    private final Path root;

    private BesideMain(Path root) {
        this.root = root;
    }

    public static void main(String[] args) {
        BenchCommand.run(BesideMain::new, args);
    }

    @Override
    public Integer call() throws IOException {
        Logs.ours(Level.WARN);
        Logs.others(Level.WARN);
        BesidePlan plan = new BesidePlan(
                pairs,
                seconds,
                rows,
                keys,
                fragments,
                deletes,
                MaintainPlan.DEFAULT.withBusyShare(busyShare),
                tidy,
                seed);
        BesideRun run = new BesideRun(plan, docs.directory(root, "work-beside"), this::tell);
        List<BesideResult> results = new ArrayList<>();
        for (Priority priority : priorities) {
            json.tell("priority " + LongRunMain.word(priority));
            results.add(run.measure(priority));
        }
        BesideReport report = new BesideReport(results);
        String heading = String.format(
                Locale.ROOT,
                "Taken on %s; %d pairs of chunks of about %.0f s, %d changes in a commit, %.0f %% of them deletes, over %d keys, "
                        + "maintenance at work for at most %.0f %% of its time, seed %d; load from %.1f to %.1f.",
                Machine.describeToday(),
                pairs,
                seconds,
                rows,
                deletes * 100,
                keys,
                busyShare * 100,
                seed,
                results.stream().mapToDouble(BesideResult::load).min().orElse(0),
                results.stream().mapToDouble(BesideResult::load).max().orElse(0));
        json.print(
                heading,
                Map.of("pairs", pairs, "rows", rows, "keys", keys, "busy_share", busyShare, "tidy", tidy, "seed", seed),
                report.values(),
                heading + "\n\n" + report.markdown());
        docs.write(root, "bench/beside", heading + "\n\n" + report.markdown());
        return 0;
    }

    private void tell(BesidePair pair) {
        json.tell(String.format(
                Locale.ROOT,
                "with / without %.2f  %6.2f s and %6.2f s, %3d writes, %2d met  maintenance: %d commits, %d fragments into %d, "
                        + "CPU %.1f s",
                pair.ratio(),
                pair.beside().seconds(),
                pair.alone().seconds(),
                pair.beside().writes().size(),
                pair.beside().writes().stream().filter(WriteObserved::met).count(),
                pair.maintenance().commits(),
                pair.maintenance().fragmentsBefore(),
                pair.maintenance().fragmentsAfter(),
                pair.maintenance().cpuSeconds()));
    }
}
