package io.headgate.engine.table.lance;

import io.headgate.engine.table.KeySet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.index.Index;
import org.lance.index.IndexType;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.ScanOptions;

/**
 * Asks the BTREE on the ids for each key: the cost grows with the keys, hardly with the table. Fragments that are newer
 * than the index are scanned.
 */
final class IndexKeyLookup implements KeyLookup {

    /** Keys in one condition: enough to make the round trips cheap, few enough to keep its text small. */
    private static final int CHUNK = 1_000;

    private final ScanKeyLookup scan = new ScanKeyLookup();

    @Override
    public RowLocations find(Dataset pinned, KeySet keys) {
        Coverage coverage = coverage(pinned);
        RowLocations found = new RowLocations();
        if (!coverage.covered().isEmpty()) {
            for (String condition : conditions(keys)) {
                ask(pinned, coverage.covered(), condition, found);
            }
        }
        if (!coverage.uncovered().isEmpty() && !keys.isEmpty()) {
            scan.findIn(pinned, coverage.uncovered(), keys, found);
        }
        return found;
    }

    /** Which fragments the segments of the BTREE know and which they do not. */
    Coverage coverage(Dataset pinned) {
        Set<Integer> indexed = new HashSet<>();
        segmentsOf(pinned).flatMap(segment -> segment.fragments().stream()).forEach(indexed::addAll);
        List<Integer> covered = new ArrayList<>();
        List<Integer> uncovered = new ArrayList<>();
        for (Fragment fragment : pinned.getFragments()) {
            (indexed.contains(fragment.getId()) ? covered : uncovered).add(fragment.getId());
        }
        return new Coverage(covered, uncovered);
    }

    private static Stream<Index> segmentsOf(Dataset pinned) {
        int id = pinned.getLanceSchema().fields().stream()
                .filter(field -> field.getName().equals(ID))
                .findFirst()
                .orElseThrow()
                .getId();
        return pinned.getIndexes().stream()
                .filter(index -> index.indexType() == IndexType.BTREE)
                .filter(index -> index.fields().equals(List.of(id)));
    }

    private static List<String> conditions(KeySet keys) {
        List<String> conditions = new ArrayList<>();
        List<String> chunk = new ArrayList<>();
        keys.forEach(key -> {
            chunk.add("'" + key.replace("'", "''") + "'");
            if (chunk.size() == CHUNK) {
                conditions.add(condition(chunk));
                chunk.clear();
            }
        });
        if (!chunk.isEmpty()) {
            conditions.add(condition(chunk));
        }
        return conditions;
    }

    private static String condition(List<String> literals) {
        return ID + " IN (" + String.join(",", literals) + ")";
    }

    @SuppressWarnings("try") // the scanner's close is declared to throw anything, but waits for nothing
    private static void ask(Dataset pinned, List<Integer> fragments, String condition, RowLocations found) {
        ScanOptions options = new ScanOptions.Builder()
                .columns(List.of())
                .fragmentIds(fragments)
                .filter(condition)
                .withRowAddress(true)
                .build();
        try (LanceScanner scanner = pinned.newScan(options);
                ArrowReader reader = scanner.scanBatches()) {
            while (reader.loadNextBatch()) {
                UInt8Vector addresses =
                        (UInt8Vector) reader.getVectorSchemaRoot().getVector(ScanKeyLookup.ROW_ADDRESS);
                for (int row = 0; row < addresses.getValueCount(); row++) {
                    found.add(addresses.get(row));
                }
            }
        } catch (Exception e) {
            throw new LookupFailed(e);
        }
    }

    record Coverage(List<Integer> covered, List<Integer> uncovered) {}
}
