package io.headgate.engine.table.lance;

import io.headgate.engine.table.KeyProbe;
import io.headgate.engine.table.KeySet;
import java.util.List;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance.Dataset;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.ScanOptions;

/** Reads the id of every row and asks the key set about each: the cost grows with the table, hardly with the keys. */
final class ScanKeyLookup implements KeyLookup {

    static final String ROW_ADDRESS = "_rowaddr";

    @Override
    public RowLocations find(Dataset pinned, KeySet keys) {
        RowLocations found = new RowLocations();
        if (!keys.isEmpty()) {
            scan(pinned, new ScanOptions.Builder(), keys, found);
        }
        return found;
    }

    /** Adds what is found in the given fragments only. */
    void findIn(Dataset pinned, List<Integer> fragments, KeySet keys, RowLocations found) {
        scan(pinned, new ScanOptions.Builder().fragmentIds(fragments), keys, found);
    }

    @SuppressWarnings("try") // the scanner's close is declared to throw anything, but waits for nothing
    private static void scan(Dataset pinned, ScanOptions.Builder options, KeySet keys, RowLocations found) {
        ScanOptions scan = options.columns(List.of(ID)).withRowAddress(true).build();
        try (LanceScanner scanner = pinned.newScan(scan);
                ArrowReader reader = scanner.scanBatches()) {
            KeyProbe probe = new KeyProbe(keys);
            while (reader.loadNextBatch()) {
                probe(reader.getVectorSchemaRoot(), probe, found);
            }
        } catch (Exception e) {
            throw new LookupFailed(e);
        }
    }

    private static void probe(VectorSchemaRoot batch, KeyProbe keys, RowLocations found) {
        UInt8Vector addresses = (UInt8Vector) batch.getVector(ROW_ADDRESS);
        keys.probe((VarCharVector) batch.getVector(ID), row -> found.add(addresses.get(row)));
    }
}
