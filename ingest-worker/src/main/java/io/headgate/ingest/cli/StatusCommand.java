package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.intent.Account;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the newest graph version. */
@Command(
        name = "status",
        header = "Show the newest version of a graph: tables, source offsets, accounts.",
        description = {
            "",
            "Reads only; safe while workers write. The account says what became of every record that was polled:",
            "polled = applied + deduplicated + filtered + dead-lettered."
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
            StatusReport report =
                    StatusReport.of(graph.text(), manifest, session.graph().pendingIntents(), holds);
            if (json.isGiven()) {
                terminal.out().println(Json.line(report));
            } else {
                print(report, session.now(), terminal.out());
            }
            return ExitCode.DONE;
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
        TextTable.print(
                out,
                List.of("table", "kind", "rows", "lance version", "path"),
                report.tables().stream()
                        .map(table -> List.of(table.name(), table.kind(), table.rows(), table.version(), table.path()))
                        .toList());
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
