package io.headgate.engine.table.lance;

import io.headgate.engine.table.KeySet;
import org.lance.Dataset;

/** Takes whichever way is expected to be the faster one for this many keys in a table of this size. */
final class CostBasedKeyLookup implements KeyLookup {

    private final ScanKeyLookup scan = new ScanKeyLookup();
    private final IndexKeyLookup index = new IndexKeyLookup();

    @Override
    public RowLocations find(Dataset pinned, KeySet keys) {
        long rows = pinned.countRows();
        if (!LookupCost.indexMayWin(rows, keys.size())) {
            return scan.find(pinned, keys);
        }
        boolean covered = !index.coverage(pinned).covered().isEmpty();
        return covered ? index.find(pinned, keys) : scan.find(pinned, keys);
    }
}
