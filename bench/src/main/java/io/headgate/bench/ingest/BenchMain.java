package io.headgate.bench.ingest;

import io.headgate.bench.ingest.Report.Results;
import io.headgate.bench.launch.BenchCommand;
import io.headgate.bench.launch.DocsOptions;
import io.headgate.ingest.broker.KafkaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the way from Kafka into a table, end to end and in parts, beside its peers. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures the way of JSON records from Kafka into a Lance table, beside what people would write without "
                    + "Headgate.",
            "",
            "A real broker runs in a process of its own, every case in a fresh one. All cases run once in every round, "
                    + "and medians are shown."
        })
final class BenchMain implements Callable<Integer> {

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Records of the topic; " + "default ${DEFAULT-VALUE}.")
    private long records;

    @Option(
            names = "--upsert-base",
            paramLabel = "ROWS",
            split = ",",
            defaultValue = "1000000,5000000",
            description = "Sizes of the tables that upserts go into; default ${DEFAULT-VALUE}.")
    private List<Long> upsertBase = List.of();

    @Option(
            names = "--cases",
            paramLabel = "NAME",
            split = ",",
            description = "Only these cases; a name that ends with * stands for all that begin so. See --list.")
    private List<String> cases = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often every case runs; " + "default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Records that every process carries before it is measured; default ${DEFAULT-VALUE}.")
    private long warmUp;

    @Option(names = "--list", description = "List the cases and leave.")
    private boolean list;

    @Mixin
    private DocsOptions docs = new DocsOptions();

    @Option(names = "--profile", paramLabel = "DIR", description = "Write a flight recording of every case there.")
    private @Nullable Path profile;

    @Option(
            names = "--jvm",
            paramLabel = "FLAG",
            description = "A flag for the JVM of every case, as " + "--jvm=-Xmx512m; may be repeated.")
    private List<String> jvm = List.of();

    private final Path root;

    private BenchMain(Path root) {
        this.root = root;
    }

    public static void main(String[] args) {
        BenchCommand.run(BenchMain::new, args);
    }

    @Override
    public Integer call() throws IOException {
        List<CaseGroup> groups = chosen(CaseCatalog.groups(upsertBase));
        if (list) {
            groups.forEach(group ->
                    group.cases().forEach(spec -> System.out.printf("%-24s %s%n", spec.name(), spec.title())));
            return 0;
        }
        Path directory = docs.directory(root, "work");
        String heading =
                "Taken on " + Machine.describeToday() + "; " + records + " records, " + rounds + " rounds, medians.";
        System.out.println(heading);
        Directories.remove(directory);
        String report;
        try (KafkaProcess kafka = KafkaProcess.start(directory.resolve("kafka"))) {
            Runs runs = new Runs(kafka, directory, records, warmUp, Optional.ofNullable(profile), jvm);
            report = heading + "\n\n" + Report.of(measure(groups, runs));
        } finally {
            Directories.remove(directory);
        }
        System.out.println();
        System.out.println(report);
        docs.write(root, "bench/run", report);
        return 0;
    }

    private List<Results> measure(List<CaseGroup> groups, Runs runs) {
        Map<CaseSpec, List<Measurement>> measured = new LinkedHashMap<>();
        groups.forEach(group -> group.cases().forEach(spec -> measured.put(spec, new ArrayList<>())));
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<CaseSpec, List<Measurement>> entry : measured.entrySet()) {
                Measurement measurement = runs.measure(entry.getKey());
                entry.getValue().add(measurement);
                System.out.printf(
                        "round %d  %-24s %s/s  %.2f CPU s per million%n",
                        round,
                        entry.getKey().name(),
                        Report.rate(measurement.recordsPerSecond()),
                        measurement.cpuSecondsPerMillion());
            }
        }
        return groups.stream()
                .map(group -> new Results(
                        group,
                        group.cases().stream()
                                .map(spec -> new Summary(spec, measured.get(spec)))
                                .toList()))
                .toList();
    }

    private List<CaseGroup> chosen(List<CaseGroup> groups) {
        return groups.stream()
                .map(group -> group.keeping(group.cases().stream()
                        .filter(spec -> isChosen(spec.name()))
                        .toList()))
                .filter(group -> !group.cases().isEmpty())
                .toList();
    }

    private boolean isChosen(String name) {
        return cases.isEmpty()
                || cases.stream()
                        .anyMatch(pattern -> pattern.endsWith("*")
                                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                                : name.equals(pattern));
    }
}
