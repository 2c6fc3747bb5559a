package io.headgate.ingest.cli;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.write.OffsetChange;
import io.headgate.engine.write.OffsetReport;
import io.headgate.engine.write.OffsetReport.Step;
import io.headgate.engine.write.Offsets;
import io.headgate.ingest.cli.OffsetChangeReport.Partition;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.source.OffsetRange;
import io.headgate.ingest.source.RecordedPartition;
import io.headgate.ingest.source.TopicCatalog;
import io.headgate.recovery.error.BadConfiguration;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the verbs that change offsets have in common: find out where to, show it, and do it when that is confirmed. */
final class OffsetChanger {

    private final Terminal terminal;
    private final OffsetVerb verb;
    private final OffsetChangeOptions options;
    private final boolean allowDuplicates;

    OffsetChanger(Terminal terminal, OffsetVerb verb, OffsetChangeOptions options, boolean allowDuplicates) {
        this.terminal = terminal;
        this.verb = verb;
        this.options = options;
        this.allowDuplicates = allowDuplicates;
    }

    /** Finds the change for one partition. */
    @FunctionalInterface
    interface Aim {
        /** @param kafka what Kafka has of it, when the configuration says how to ask */
        OffsetChange change(Graph graph, SourceOffset recorded, Optional<Live> kafka);
    }

    /** A recorded partition as Kafka has it, and whom to ask for more. */
    record Live(TopicCatalog catalog, RecordedPartition partition) {

        /** @throws BadConfiguration when there is no configuration that says how to ask */
        static Live required(Optional<Live> kafka, String question, String asker) {
            return kafka.orElseThrow(() -> new BadConfiguration(
                    "--config", "only Kafka knows " + question + ": " + asker + " needs --config FILE"));
        }
    }

    int run(CommandLine command, Aim aim) {
        if (options.isConfirmed() && options.reason().isEmpty()) {
            throw new ParameterException(
                    command,
                    "--confirm needs --reason TEXT: who changes offsets says why, and the graph's history keeps it");
        }
        Optional<WorkerConfig> config = options.config().load(options.graph().location(), terminal);
        try (GraphSession session = GraphSession.open(options.graph().target(config, terminal))) {
            List<OffsetChange> changes = changes(session.graph(), config, aim);
            ReplayRule rule = new ReplayRule(config);
            try (Offsets offsets = session.graph().offsets(options.actor())) {
                OffsetReport report = offsets.preview(changes);
                if (options.isConfirmed()) {
                    requireNoObjection(report, rule);
                    session.requireConditionalPuts();
                    report = offsets.run(changes, options.reason().orElseThrow());
                }
                print(OffsetChangeReport.of(options.graph().text(), verb, options.isConfirmed(), report, rule));
            }
            return ExitCode.DONE;
        }
    }

    private List<OffsetChange> changes(Graph graph, Optional<WorkerConfig> config, Aim aim) {
        GraphManifest manifest = graph.newest();
        List<SourceOffset> recorded = options.partitions().stream()
                .map(name -> new OffsetChange.Rewind(name.topic(), name.partition(), 0).recordedIn(manifest))
                .toList();
        if (config.isEmpty()) {
            return recorded.stream()
                    .map(source -> aim.change(graph, source, Optional.empty()))
                    .toList();
        }
        try (TopicCatalog catalog = TopicCatalog.open(config.get().kafka())) {
            Map<SourceOffset, RecordedPartition> found = RecordedPartition.look(catalog, recorded);
            List<OffsetChange> changes = new ArrayList<>();
            for (SourceOffset source : recorded) {
                RecordedPartition live = Objects.requireNonNull(found.get(source));
                OffsetChange change = aim.change(graph, source, Optional.of(new Live(catalog, live)));
                requireInRange(change, live.requireLive());
                changes.add(change);
            }
            return changes;
        }
    }

    private static void requireInRange(OffsetChange change, OffsetRange range) {
        if (change.offset() < range.start() || change.offset() > range.end()) {
            throw new BadConfiguration(
                    "offset",
                    "Kafka has " + change.topic() + "-" + change.partition() + " from offset " + range.start() + " to "
                            + range.end() + ", so nobody could go on at " + change.offset());
        }
    }

    private void requireNoObjection(OffsetReport report, ReplayRule rule) {
        if (allowDuplicates || !verb.mayRepeat()) {
            return;
        }
        for (Step step : report.steps()) {
            Optional<String> objection = rule.objection(step.change().topic());
            if (step.changes() && objection.isPresent()) {
                throw new BadConfiguration("--allow-duplicates", objection.get());
            }
        }
    }

    private void print(OffsetChangeReport report) {
        PrintWriter out = terminal.out();
        if (options.isJson()) {
            out.println(Json.line(report));
            return;
        }
        out.println("Graph " + report.graph() + " at version " + report.before());
        if (report.unfinishedWrites() > 0) {
            out.println("  unfinished writes "
                    + (report.confirmed() ? "settled before: " : "to be settled before, which may move offsets: ")
                    + report.unfinishedWrites());
        }
        out.println();
        TextTable.print(
                out,
                List.of("topic", "partition", "next offset", "becomes", "epoch", "what that means"),
                report.partitions().stream()
                        .map(row -> List.of(
                                row.topic(),
                                row.partition(),
                                row.from().nextOffset(),
                                row.to().nextOffset(),
                                row.to().epoch(),
                                meaning(row)))
                        .toList());
        out.println();
        if (!allowDuplicates) {
            report.partitions().stream()
                    .map(Partition::objection)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(objection -> out.println("Refused as it is: " + objection + "."));
        }
        if (report.changedIn() != null) {
            out.println("Changed in graph version " + report.changedIn() + ".");
        } else if (report.partitions().stream().noneMatch(Partition::changes)) {
            out.println("There is nothing to change.");
        } else {
            out.println("Nothing was changed. To do it: --confirm --reason TEXT");
        }
    }

    private String meaning(Partition row) {
        if (!row.changes()) {
            return "nothing: it is there already";
        }
        if (verb == OffsetVerb.REBASE) {
            return "topic id " + row.to().topicId() + ", cluster " + row.to().cluster();
        }
        return row.offsets() + " offsets are " + verb.consequence();
    }
}
