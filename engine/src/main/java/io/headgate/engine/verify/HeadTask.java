package io.headgate.engine.verify;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableTail;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.id.GraphId;
import java.util.Optional;

/**
 * Whether a table's newest version is the one that is published, and if not, whether that is explained.
 *
 * @param version the published version
 * @param graph whose writers explain a movement; empty when that is not known
 * @param mostVersions the most versions above the published one to explain
 */
record HeadTask(TableRef table, long version, Optional<GraphId> graph, int mostVersions) implements TableTask {

    private static final int MOST_HALF_WRITTEN = 10;

    @Override
    public Check mainCheck() {
        return Check.HEADS;
    }

    @Override
    public String advice() {
        return "Restore the table's files from a copy.";
    }

    @Override
    public boolean run(TableAccess access, Findings out) {
        out.count(Check.HEADS, "tables", 1);
        TableTail tail = access.inspection().tail(table.path(), version, MOST_HALF_WRITTEN);
        if (tail.newest() < version) {
            out.problem(
                    Check.HEADS,
                    Problem.ofTable(
                            table,
                            version,
                            "version " + version + " is published, but the newest that is there is " + tail.newest(),
                            "The table's files are older than the graph version: restore both from one copy, or"
                                    + " the table's newer files."));
            return false;
        }
        if (!tail.halfWritten().isEmpty()) {
            out.note(
                    Check.HEADS,
                    table + ": versions " + tail.halfWritten() + " above the published " + version
                            + " are half written, as a power cut leaves them; the next writer removes them");
        }
        if (tail.newestWhole() > version) {
            out.count(Check.HEADS, "moved", 1);
            explain(access, tail, out);
        }
        return true;
    }

    private void explain(TableAccess access, TableTail tail, Findings out) {
        if (graph.isEmpty()) {
            out.note(
                    Check.HEADS,
                    table + " was moved from version " + version + " to " + tail.newestWhole()
                            + "; by whom cannot be told without the graph's identity");
            return;
        }
        if (tail.newestWhole() - version > mostVersions) {
            drift(tail, "there are more than " + mostVersions + " versions above it", out);
            return;
        }
        try (PinnedTable pinned = access.store().open(table.path(), version)) {
            for (long above = version + 1; above <= tail.newestWhole(); above++) {
                access.progress().run();
                if (!tail.halfWritten().contains(above) && !isOurs(pinned, above)) {
                    drift(tail, "version " + above + " was made by other hands", out);
                    return;
                }
            }
        }
        out.count(Check.HEADS, "explained", 1);
        out.note(
                Check.HEADS,
                table + " was moved from version " + version + " to " + tail.newestWhole()
                        + " by writers of this graph: a commit under way, or one that was given up; the next write"
                        + " restores what is published");
    }

    private boolean isOurs(PinnedTable pinned, long above) {
        return pinned.transactionOf(above)
                .map(made -> graph.orElseThrow()
                        .value()
                        .equals(made.stamp().properties().get(TransactionStamp.GRAPH_PROPERTY)))
                .orElse(false);
    }

    private void drift(TableTail tail, String reason, Findings out) {
        out.problem(
                Check.HEADS,
                Problem.drift(
                        table,
                        version,
                        "version " + version + " is published, but the newest is " + tail.newestWhole() + ", and "
                                + reason,
                        "Writers refuse to touch the table; readers of the graph are not affected. See: headgate repair"));
    }
}
