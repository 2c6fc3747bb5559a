package io.headgate.engine.table.lance;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance.Dataset;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.ScanOptions;

/**
 * The places in some fragments of one version whose rows are not deleted, in a bit each. Neither data nor row ids are read: ids take
 * about ten times as long.
 */
final class LiveRows {

    private final Map<Integer, BitSet> offsets;

    private LiveRows(Map<Integer, BitSet> offsets) {
        this.offsets = offsets;
    }

    @SuppressWarnings("try") // the scanner's close is declared to throw anything, but waits for nothing
    static LiveRows in(Dataset version, Collection<Integer> fragments) throws Exception {
        Map<Integer, BitSet> offsets = new HashMap<>();
        if (fragments.isEmpty()) {
            return new LiveRows(offsets);
        }
        ScanOptions options = new ScanOptions.Builder()
                .columns(List.of())
                .fragmentIds(List.copyOf(fragments))
                .withRowAddress(true)
                .build();
        try (LanceScanner scanner = version.newScan(options);
                ArrowReader reader = scanner.scanBatches()) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                UInt8Vector addresses = (UInt8Vector) batch.getVector(ScanKeyLookup.ROW_ADDRESS);
                int fragment = -1;
                BitSet live = new BitSet();
                for (int row = 0; row < batch.getRowCount(); row++) {
                    long address = addresses.get(row);
                    if (row == 0 || RowLocations.fragment(address) != fragment) {
                        fragment = RowLocations.fragment(address);
                        live = offsets.computeIfAbsent(fragment, id -> new BitSet());
                    }
                    live.set(RowLocations.offset(address));
                }
            }
        }
        return new LiveRows(offsets);
    }

    /** Not to be changed. */
    BitSet in(int fragment) {
        return offsets.getOrDefault(fragment, new BitSet());
    }

    /** Whether a row is here that is not in the same fragments of another version. */
    boolean hasMoreThan(LiveRows other) {
        return offsets.entrySet().stream().anyMatch(entry -> {
            BitSet more = (BitSet) entry.getValue().clone();
            more.andNot(other.in(entry.getKey()));
            return !more.isEmpty();
        });
    }
}
