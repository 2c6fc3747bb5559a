package io.headgate.engine.verify;

import io.headgate.engine.table.KeyIndex;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Reads every column of every row, and looks for ids that are there twice.
 *
 * @param keys whether rows have ids
 * @param repeats whether an id may be in more than one row
 * @param idsInMemory the most ids to hold at once
 */
record ContentTask(TableRef table, long version, boolean keys, boolean repeats, int idsInMemory) implements TableTask {

    static final String ID = "id";

    private static final int MOST_NAMED = 5;
    private static final int LONGEST_NAMED = 100;

    @Override
    public Check mainCheck() {
        return Check.ROWS;
    }

    @Override
    public String advice() {
        return "Files of this version are damaged or gone: restore the table's files from a copy.";
    }

    @Override
    public boolean run(TableAccess access, Findings out) throws IOException {
        try (PinnedTable pinned = access.store().open(table.path(), version)) {
            IdScan scan = IdScan.inSharesOf(access, pinned.rowCount(), idsInMemory);
            Repeated repeated = new Repeated();
            KeyIndex first = new KeyIndex(0);
            long rows = 0;
            try (ArrowReader reader = pinned.scan(ScanRequest.ALL)) {
                while (reader.loadNextBatch()) {
                    access.progress().run();
                    VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                    rows += batch.getRowCount();
                    if (keys) {
                        scan.visit(pinned, batch, ID, 0, repeated.in(first));
                    }
                }
            }
            for (int share = 1; keys && share < scan.shares(); share++) {
                scan.read(pinned, ID, share, repeated.in(new KeyIndex(0)));
            }
            report(rows, pinned.rowCount(), repeated, out);
        }
        return true;
    }

    private void report(long read, long said, Repeated repeated, Findings out) {
        out.count(Check.ROWS, "tables", 1);
        out.count(Check.ROWS, "rows", read);
        if (read != said) {
            out.problem(
                    Check.ROWS,
                    Problem.ofTable(
                            table, version, read + " rows can be read, but the version says " + said, advice()));
        }
        if (!keys) {
            return;
        }
        out.count(Check.KEYS, "tables", 1);
        out.count(Check.KEYS, "ids", read);
        out.count(Check.KEYS, "repeated", repeated.rows);
        if (repeated.rows > 0 && repeats) {
            out.note(Check.KEYS, table + ": " + repeated + ", which is right for a table that is appended to");
        } else if (repeated.rows > 0) {
            out.problem(
                    Check.KEYS,
                    Problem.ofTable(
                            table,
                            version,
                            repeated.toString(),
                            "If a source with mode: append feeds the table, say so with --appended. If not, please report"
                                    + " this, and ingest the topic into a new graph."));
        }
    }

    /** Rows whose id an earlier row has. */
    private static final class Repeated {

        private final List<String> named = new ArrayList<>();
        private long rows;

        IdScan.Visitor in(KeyIndex seen) {
            return (VarCharVector ids, long start, int length) -> {
                int known = seen.size();
                int ordinal = seen.findOrAdd(ids.getDataBuffer(), start, length);
                if (ordinal < known) {
                    rows++;
                    if (named.size() < MOST_NAMED) {
                        String id = seen.text(ordinal);
                        named.add(id.length() > LONGEST_NAMED ? id.substring(0, LONGEST_NAMED) + "…" : id);
                    }
                }
            };
        }

        @Override
        public String toString() {
            return rows + " rows have an id that another row has, such as " + String.join(", ", named);
        }
    }
}
