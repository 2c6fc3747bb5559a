package io.headgate.ingest.cli;

import io.headgate.engine.Graph;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.read.Snapshot;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Account;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the newest graph version. */
@Command(
        name = "status",
        header = "Show the newest version of a graph: tables, source offsets, accounts.",
        description = {
            "",
            "Reads only; safe while workers write. The account says what became of every record that was polled:",
            "polled = applied + deduplicated + filtered + dead-lettered.",
            "",
            "A row is visible at once and in indexes later. The column indexed is the graph version of which every row is in"
                    + " every declared index of the table, and not indexed says how many offsets were made visible after it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate status --graph ./social",
            "  headgate status --graph ./social --json | jq '.sources[] | {topic, partition, next_offset}'"
        })
final class StatusCommand implements Callable<Integer> {

    /** A write takes seconds. */
    private static final Duration NOTABLE_AGE = Duration.ofMinutes(1);

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--detail",
            description = "Also open each table and show what it is made of: fragments, deleted rows, index coverage.")
    private boolean detail;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open(terminal)) {
            GraphManifest manifest = session.graph().newest();
            List<HoldLine> holds = session.graph().holds().list().stream()
                    .map(hold -> HoldLine.of(hold, session.now()))
                    .toList();
            StatusReport report = StatusReport.of(
                    graph.text(),
                    manifest,
                    session.graph().pendingIntents(),
                    holds,
                    detail ? session.graph().survey(MaintenanceLimits.DEFAULT) : List.of(),
                    version -> past(session.graph(), version));
            if (json.isGiven()) {
                terminal.out().println(Json.line(report));
            } else {
                print(report, session.now(), terminal.out());
            }
            return ExitCode.DONE;
        }
    }

    private static Optional<GraphManifest> past(Graph graph, GraphVersion version) {
        try (Snapshot snapshot = graph.snapshot(version)) {
            return Optional.of(snapshot.manifest());
        } catch (BadConfiguration gone) {
            return Optional.empty();
        }
    }

    private static void print(StatusReport report, Instant now, PrintWriter out) {
        out.println("Graph " + report.graph() + " at version " + report.version());
        out.println("  commit " + report.commit() + " (" + report.operation() + ") at " + report.committedAt() + " by "
                + report.actor());
        out.println("  schema " + report.schema());
        out.println("  kept from version " + report.oldest() + " on, holds "
                + report.holds().size());
        out.println("  pending intents " + report.pendingIntents() + ", dead letters " + report.deadLetters());
        @Nullable String oldest = report.oldestPendingIntent();
        if (oldest != null && Instant.parse(oldest).plus(NOTABLE_AGE).isBefore(now)) {
            out.println("  the oldest intent is from " + oldest
                    + "; if no writer is at work on it, see headgate recover --graph " + report.graph() + " --dry-run");
        }
        out.println();
        new StatusTables(report).print(out);
        out.println();
        if (report.sources().isEmpty()) {
            out.println("No sources yet.");
        } else {
            TextTable.print(
                    out,
                    List.of("topic", "partition", "next offset", "epoch", "topic id", "cluster"),
                    report.sources().stream()
                            .map(source -> List.of(
                                    source.topic(),
                                    source.partition(),
                                    source.nextOffset(),
                                    source.epoch(),
                                    source.topicId(),
                                    source.cluster()))
                            .toList());
        }
        out.println();
        Account account = report.account();
        TextTable.print(
                out,
                List.of("polled", "applied", "deduplicated", "filtered", "dead-lettered"),
                List.of(List.of(
                        account.polled(),
                        account.applied(),
                        account.deduplicated(),
                        account.filtered(),
                        account.deadLettered())));
    }
}
