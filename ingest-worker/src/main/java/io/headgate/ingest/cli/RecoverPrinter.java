package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.write.RecoveryReport;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.id.TableId;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Tells people what a recovery found, decided and did, or would do. */
final class RecoverPrinter {

    private final PrintWriter out;
    private final String graph;
    private final boolean dryRun;

    RecoverPrinter(PrintWriter out, String graph, boolean dryRun) {
        this.out = out;
        this.graph = graph;
        this.dryRun = dryRun;
    }

    void print(RecoveryReport report, GraphManifest manifest) {
        if (report.intents().isEmpty()
                && report.unreadable().isEmpty()
                && report.moved().isEmpty()) {
            out.println("Nothing to recover: no write is unfinished, and every table is where graph version "
                    + report.after() + " says.");
            return;
        }
        printUnfinished(report, manifest);
        report.moved().forEach(found -> printMoved(found, report));
        out.println();
        out.println(
                dryRun
                        ? "This was a dry run: nothing was changed. The graph is at version " + report.after() + "."
                        : "The graph is at version " + report.after() + " now; it was at " + report.before() + ".");
    }

    /** The intents alone. */
    void printUnfinished(RecoveryReport report, GraphManifest manifest) {
        report.intents().forEach(found -> print(found, manifest));
        report.unreadable().forEach(found -> {
            out.println("Object " + found.key());
            out.println("  refused: " + found.failure().getMessage());
        });
    }

    private void print(Settlement found, GraphManifest manifest) {
        out.println("Intent " + found.intent() + ": " + found.operation() + " by " + found.actor() + ", armed at "
                + found.armedAt() + " on graph version " + found.base() + " by process "
                + found.owner().pid() + " on " + found.owner().host());
        out.println("  changes "
                + found.changes().stream().map(table -> name(table, manifest)).collect(Collectors.joining(", ")));
        found.tables().forEach(table -> out.println("  " + describe(table)));
        out.println("  " + outcome(found));
    }

    private String outcome(Settlement found) {
        Decision decision = found.ruling().decision();
        String published = found.publishedIn()
                .map(version -> " in graph version " + version)
                .orElse("");
        String because = ": " + found.ruling().reason();
        if (decision == Decision.LEAVE || decision == Decision.REFUSE) {
            return decision.done() + because;
        }
        if (dryRun) {
            return "would be " + decision.done() + because;
        }
        return decision.done()
                + published
                + because
                + (found.settled() ? "" : "; its removal is left to the next writer");
    }

    private void printMoved(TableFinding found, RecoveryReport report) {
        out.println("Table " + describe(found));
        if (found.shape() == TableShape.FOREIGN) {
            out.println("  not explained by any write of this graph; see headgate repair --graph " + graph);
        } else if (found.shape().needsAPerson()) {
            out.println("  put its files back from a copy of the graph");
        } else {
            out.println(
                    dryRun
                            ? "  the published content would be restored on top and published"
                            : report.realignedIn()
                                    .map(version ->
                                            "  the published content was restored on top and published in graph version "
                                                    + version)
                                    .orElse("  somebody else has put it right meanwhile"));
        }
    }

    static String describe(TableFinding found) {
        return found.name() + " is published at version " + found.pinned() + ", its HEAD is at " + found.head()
                + "; it " + found.shape().meaning() + " (" + found.reason() + ")";
    }

    private static String name(TableId table, GraphManifest manifest) {
        return manifest.table(table).map(TablePin::name).orElse(table.value());
    }
}
