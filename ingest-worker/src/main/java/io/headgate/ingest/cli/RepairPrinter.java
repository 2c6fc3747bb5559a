package io.headgate.ingest.cli;

import io.headgate.engine.content.RepeatedIds;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.RecoveryReport;
import io.headgate.engine.write.RepairReport;
import io.headgate.engine.write.RepairReport.TableRepair;
import io.headgate.recovery.decide.Movement;
import io.headgate.recovery.decide.RepairAction;
import io.headgate.recovery.decide.RepairChoice;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells people what a repair found, decided and did, or would do. */
final class RepairPrinter {

    /** Beyond that many versions, those in the middle are left out. */
    private static final int MOST_MOVEMENTS = 20;

    private final PrintWriter out;
    private final String graph;
    private final boolean confirmed;

    RepairPrinter(PrintWriter out, String graph, boolean confirmed) {
        this.out = out;
        this.graph = graph;
        this.confirmed = confirmed;
    }

    void print(RepairReport report, GraphManifest manifest) {
        if (!report.recovered().intents().isEmpty()
                || !report.recovered().unreadable().isEmpty()) {
            out.println("Unfinished writes; what can be settled is settled first:");
            recovery(report.recovered(), manifest);
        }
        if (report.tables().isEmpty()) {
            out.println("Nothing to repair: no table was moved by other hands.");
            return;
        }
        report.tables().forEach(table -> print(table, report.forced()));
        if (confirmed) {
            report.repairedIn()
                    .ifPresent(version -> out.println("The repaired tables are published in graph version " + version
                            + ". What other hands made stays in the tables' history."));
            report.settled().filter(settled -> !settled.intents().isEmpty()).ifPresent(settled -> {
                out.println();
                out.println("Unfinished writes that waited for the repair:");
                recovery(settled, manifest);
            });
        } else {
            out.println("This is a preview: nothing was changed. Carry it out with");
            out.println("  headgate repair --graph " + graph + " --confirm");
        }
    }

    private void recovery(RecoveryReport report, GraphManifest manifest) {
        new RecoverPrinter(out, graph, !confirmed).printUnfinished(report, manifest);
        out.println();
    }

    private void print(TableRepair table, boolean force) {
        out.println("Table " + table.path() + ": " + RecoverPrinter.describe(table.finding()));
        if (!table.movements().isEmpty()) {
            TextTable.print(out, List.of("version", "operation", "made by", "transaction"), rows(table.movements()));
        }
        if (confirmed) {
            out.println("  done: " + describe(table, table.choice(force)));
            if (table.choice(force).action() == RepairAction.ADOPT_AS_IS) {
                warn(table);
            }
        } else if (table.unforced().equals(table.forced())) {
            out.println("  --confirm, with --force or without: " + describe(table, table.unforced()));
        } else {
            out.println("  --confirm:         " + describe(table, table.unforced()));
            out.println("  --confirm --force: " + describe(table, table.forced()));
            warn(table);
        }
        out.println();
    }

    private void warn(TableRepair table) {
        table.repeated().filter(repeated -> !repeated.isEmpty()).ifPresent(repeated -> out.println(warning(repeated)));
    }

    private static String warning(RepeatedIds repeated) {
        return "  warning: rows of that content whose id another row has too: " + repeated.rows() + ", such as "
                + String.join(", ", repeated.examples()) + "; readers see all of them until the id is written again";
    }

    private static String describe(TableRepair table, RepairChoice choice) {
        String because = " (" + choice.reason() + ")";
        return switch (choice.action()) {
            case ADOPT -> "publish version " + choice.content() + ", no row changes" + because;
            case RESTORE ->
                "put the content of version " + choice.content() + " on top of version "
                        + table.finding().head() + " and publish it" + because;
            case ADOPT_AS_IS -> "publish what other hands made, version " + choice.content() + ", as it is" + because;
            case NONE -> "nothing" + because;
        };
    }

    private static List<List<Object>> rows(List<Movement> movements) {
        if (movements.size() <= MOST_MOVEMENTS) {
            return movements.stream().map(RepairPrinter::row).toList();
        }
        List<List<Object>> rows = new ArrayList<>(movements.subList(0, MOST_MOVEMENTS / 2).stream()
                .map(RepairPrinter::row)
                .toList());
        rows.add(Arrays.asList("…", (movements.size() - MOST_MOVEMENTS) + " more", "", ""));
        movements
                .subList(movements.size() - MOST_MOVEMENTS / 2, movements.size())
                .forEach(movement -> rows.add(row(movement)));
        return rows;
    }

    private static List<Object> row(Movement movement) {
        return movement.made()
                .map(made -> List.<Object>of(
                        movement.version(),
                        made.operation(),
                        made.ours() ? "this graph" : "other hands",
                        made.transaction().value()))
                .orElseGet(() -> List.of(movement.version(), "?", "not shown", ""));
    }
}
