package io.headgate.engine.verify;

import io.headgate.engine.table.KeyIndex;
import io.headgate.engine.table.PinnedTable;
import java.io.IOException;

/**
 * Counts the ends of edges that are not there. They may come later, or be gone: that is for a person to know.
 *
 * @param column {@code src} or {@code dst}
 * @param nodes the table in which its ids are
 * @param nodesVersion the version of that table
 * @param idsInMemory the most ids to hold at once
 */
record EndpointTask(TableRef table, long version, String column, TableRef nodes, long nodesVersion, int idsInMemory)
        implements TableTask {

    @Override
    public Check mainCheck() {
        return Check.ENDPOINTS;
    }

    @Override
    public String advice() {
        return "Restore the files of tables " + table + " and " + nodes + " from a copy.";
    }

    @Override
    public boolean run(TableAccess access, Findings out) throws IOException {
        long[] ends = {0};
        long[] missing = {0};
        try (PinnedTable edges = access.store().open(table.path(), version);
                PinnedTable ids = access.store().open(nodes.path(), nodesVersion)) {
            IdScan scan = IdScan.inSharesOf(access, ids.rowCount(), idsInMemory);
            for (int share = 0; share < scan.shares(); share++) {
                KeyIndex known = new KeyIndex(0);
                scan.read(
                        ids,
                        ContentTask.ID,
                        share,
                        (vector, start, length) -> known.findOrAdd(vector.getDataBuffer(), start, length));
                scan.read(edges, column, share, (vector, start, length) -> {
                    ends[0]++;
                    if (known.find(vector.getDataBuffer(), start, length) < 0) {
                        missing[0]++;
                    }
                });
            }
        }
        out.count(Check.ENDPOINTS, "ends", ends[0]);
        out.count(Check.ENDPOINTS, "missing", missing[0]);
        if (missing[0] > 0) {
            out.note(
                    Check.ENDPOINTS,
                    table + "." + column + ": " + missing[0] + " of " + ends[0] + " name no row of " + nodes);
        }
        return true;
    }
}
