package io.headgate.ingest.cli;

import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.table.TableRemoval;
import io.headgate.recovery.id.GraphVersion;
import java.io.PrintWriter;
import java.util.List;

/** Tells people what a cleanup removed, or would remove. */
final class CleanupPrinter {

    private final PrintWriter out;
    private final String graph;
    private final boolean confirmed;

    CleanupPrinter(PrintWriter out, String graph, boolean confirmed) {
        this.out = out;
        this.graph = graph;
        this.confirmed = confirmed;
    }

    void print(CleanupReport report) {
        report.obstacle().ifPresent(obstacle -> {
            out.println("Nothing can be given up now: " + obstacle.getMessage());
            out.println();
        });
        boolean nothing = report.versions() == 0
                && report.removed().equals(TableRemoval.NONE)
                && report.failure().isEmpty()
                && report.published().isEmpty();
        if (nothing) {
            out.println("Nothing to remove: the graph versions from " + report.kept() + " to " + report.newest()
                    + " stay.");
            return;
        }
        out.println((confirmed ? "Removed: " : "Would be removed: ") + report.versions()
                + " graph versions; those from " + report.kept() + " on stay.");
        if (report.kept().compareTo(report.oldest()) < 0) {
            out.println("Those before " + report.oldest()
                    + " are given up as well, but a hold or an unfinished write needs some of them for now.");
        }
        out.println();
        if (!report.tables().isEmpty()) {
            TextTable.print(
                    out,
                    List.of("table", "versions", "files", "bytes"),
                    report.tables().stream()
                            .map(table -> List.<Object>of(
                                    table.name(),
                                    table.removed().versions(),
                                    table.removed().files(),
                                    table.removed().bytes()))
                            .toList());
            out.println();
        }
        report.tables()
                .forEach(table -> table.failure()
                        .ifPresent(failure -> out.println(
                                "Table " + table.name() + " was left for the next run: " + failure.getMessage())));
        report.versionFailure()
                .ifPresent(
                        failure -> out.println("Graph versions were left for the next run: " + failure.getMessage()));
        if (!report.expired().isEmpty()) {
            out.println("Holds that had expired and were removed: "
                    + report.expired().size());
        }
        if (confirmed) {
            out.println(report.published()
                    .map(CleanupPrinter::said)
                    .orElse("What an earlier cleanup had begun is finished."));
        } else {
            out.println("This is a preview: nothing was changed. Carry it out with");
            out.println("  headgate cleanup --graph " + graph + " --confirm, and the same options");
        }
    }

    private static String said(GraphVersion published) {
        return "Graph version " + published + " says what is given up.";
    }
}
