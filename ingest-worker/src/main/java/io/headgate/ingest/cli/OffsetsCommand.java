package io.headgate.ingest.cli;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.source.RecordedPartition;
import io.headgate.ingest.source.RecordedPartition.State;
import io.headgate.ingest.source.TopicCatalog;
import io.headgate.ingest.source.UnreadRecords;
import io.headgate.ingest.source.UnreadRecords.Gap;
import io.headgate.recovery.intent.SourcePartition;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how far the graph contains each partition, and how far behind Kafka that is. */
@Command(
        name = "offsets",
        header = "Show how far the graph is in each partition, or change that deliberately.",
        description = {
            "",
            "Without a verb it reads only, and is safe while workers write. The offset is what readers of the graph see, not what"
                    + " was told to Kafka. With --config Kafka is asked too: where each partition ends, how many offsets and how"
                    + " much time the graph is behind, and whether the partition is still the recorded one.",
            "",
            "States: readable; missing (Kafka has no such partition), other_cluster, other_topic (created anew), deleted (Kafka"
                    + " has deleted what comes next), cut (Kafka has less than the graph contains)."
        },
        synopsisSubcommandLabel = "[VERB]",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate offsets --graph ./social",
            "  headgate offsets --graph ./social --config social.yaml",
            "  headgate offsets --graph ./social --config social.yaml --json | jq .lag_records"
        })
final class OffsetsCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    // Not the option that other commands have: a required one would be required before a verb, too.
    @Option(
            names = {"-g", "--graph"},
            paramLabel = "GRAPH",
            description = GraphOption.DESCRIPTION)
    private @Nullable String graph;

    @ArgGroup(validate = false, heading = S3Options.HEADING)
    private S3Options s3 = new S3Options();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private JsonOption json = new JsonOption();

    OffsetsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String text = graph;
        if (text == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--graph=GRAPH'");
        }
        GraphLocation location = GraphOption.location(text);
        Optional<WorkerConfig> worker = config.load(location, terminal);
        try (GraphSession session =
                GraphSession.open(new GraphTarget(location, s3.settings(location, worker, terminal)))) {
            GraphManifest manifest = session.graph().newest();
            LagReport report = worker.map(known -> asked(text, manifest, known.kafka(), session))
                    .orElseGet(() -> LagReport.of(text, manifest));
            if (json.isGiven()) {
                terminal.out().println(Json.line(report));
            } else {
                print(report, terminal.out());
            }
            return ExitCode.DONE;
        }
    }

    private static LagReport asked(
            String graph, GraphManifest manifest, Map<String, String> kafka, GraphSession session) {
        try (TopicCatalog catalog = TopicCatalog.open(kafka)) {
            Map<SourceOffset, RecordedPartition> found = RecordedPartition.look(catalog, manifest.sources());
            Map<SourcePartition, Gap> gaps = new HashMap<>();
            found.forEach((source, partition) -> partition.range().ifPresent(range -> {
                long from = Math.max(source.nextOffset(), range.start());
                if ((partition.state() == State.READABLE || partition.state() == State.DELETED) && from < range.end()) {
                    gaps.put(source.partition(), new Gap(from, range.end()));
                }
            }));
            Map<SourcePartition, Instant> oldest = UnreadRecords.oldest(kafka, gaps, PATIENCE);
            return LagReport.of(graph, manifest, found, oldest, session.now());
        }
    }

    private static void print(LagReport report, PrintWriter out) {
        out.println("Graph " + report.graph() + " at version " + report.version());
        if (report.partitions().isEmpty()) {
            out.println("No sources yet.");
            return;
        }
        out.println();
        if (!report.kafka()) {
            TextTable.print(
                    out,
                    List.of("topic", "partition", "next offset", "epoch", "topic id", "cluster"),
                    report.partitions().stream()
                            .map(row -> List.of(
                                    row.topic(),
                                    row.partition(),
                                    row.nextOffset(),
                                    row.epoch(),
                                    row.topicId(),
                                    row.cluster()))
                            .toList());
            return;
        }
        TextTable.print(
                out,
                List.of("topic", "partition", "next offset", "end offset", "lag", "lag time", "epoch", "state"),
                report.partitions().stream()
                        .map(row -> Arrays.asList(
                                row.topic(),
                                row.partition(),
                                row.nextOffset(),
                                row.endOffset(),
                                row.lagRecords(),
                                time(row.lagMillis()),
                                row.epoch(),
                                row.state()))
                        .toList());
    }

    private static @Nullable String time(@Nullable Long millis) {
        return millis == null
                ? null
                : Duration.ofMillis(millis).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
