package io.headgate.engine.table.lance;

import io.headgate.engine.table.KeySet;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
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
            while (reader.loadNextBatch()) {
                probe(reader.getVectorSchemaRoot(), keys, found);
            }
        } catch (Exception e) {
            throw new LookupFailed(e);
        }
    }

    private static void probe(VectorSchemaRoot batch, KeySet keys, RowLocations found) {
        VarCharVector ids = (VarCharVector) batch.getVector(ID);
        UInt8Vector addresses = (UInt8Vector) batch.getVector(ROW_ADDRESS);
        ArrowBuf offsets = ids.getOffsetBuffer();
        ArrowBuf data = ids.getDataBuffer();
        int rows = batch.getRowCount();
        int start = offsets.getInt(0);
        for (int row = 0; row < rows; row++) {
            int end = offsets.getInt((row + 1L) * BaseVariableWidthVector.OFFSET_WIDTH);
            if (keys.contains(data, start, end - start)) {
                found.add(addresses.get(row));
            }
            start = end;
        }
    }
}
