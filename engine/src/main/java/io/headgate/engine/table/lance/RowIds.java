package io.headgate.engine.table.lance;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance.Dataset;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.ScanOptions;

/**
 * Row ids of some fragments, in 8 bytes each. A row keeps its id when its fragment is rewritten, and no other row ever gets
 * it: whoever upserts writes a new row.
 */
final class RowIds {

    private static final String ROW_ID = "_rowid";
    private static final int SMALLEST = 1024;

    private final long[] sorted;

    private RowIds(long[] sorted) {
        this.sorted = sorted;
    }

    /** Those of all rows in these fragments that are not deleted. */
    static RowIds in(Dataset version, Collection<Integer> fragments) throws Exception {
        Collector ids = new Collector();
        each(version, fragments, (id, address) -> ids.add(id));
        return new RowIds(ids.sorted());
    }

    boolean contains(long id) {
        return Arrays.binarySearch(sorted, id) >= 0;
    }

    /** Whether a row in these fragments has one of the ids. */
    boolean anyIn(Dataset version, Collection<Integer> fragments) throws Exception {
        boolean[] found = {false};
        each(version, fragments, (id, address) -> found[0] |= contains(id));
        return found[0];
    }

    /** Adds where the rows in these fragments are whose ids are others. */
    void othersIn(Dataset version, Collection<Integer> fragments, RowLocations others) throws Exception {
        each(version, fragments, (id, address) -> {
            if (!contains(id)) {
                others.add(address);
            }
        });
    }

    @SuppressWarnings("try") // the scanner's close is declared to throw anything, but waits for nothing
    private static void each(Dataset version, Collection<Integer> fragments, Visitor visitor) throws Exception {
        if (fragments.isEmpty()) {
            return;
        }
        ScanOptions options = new ScanOptions.Builder()
                .columns(List.of())
                .fragmentIds(List.copyOf(fragments))
                .withRowId(true)
                .withRowAddress(true)
                .build();
        try (LanceScanner scanner = version.newScan(options);
                ArrowReader reader = scanner.scanBatches()) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                UInt8Vector ids = (UInt8Vector) batch.getVector(ROW_ID);
                UInt8Vector addresses = (UInt8Vector) batch.getVector(ScanKeyLookup.ROW_ADDRESS);
                for (int row = 0; row < batch.getRowCount(); row++) {
                    visitor.visit(ids.get(row), addresses.get(row));
                }
            }
        }
    }

    private interface Visitor {
        void visit(long id, long address);
    }

    private static final class Collector {

        private long[] values = new long[SMALLEST];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = value;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
