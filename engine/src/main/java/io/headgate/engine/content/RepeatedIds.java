package io.headgate.engine.content;

import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.table.KeyIndex;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Rows of one version of a table whose {@code id} another row has too.
 *
 * @param rows how many rows there are beyond the first of each id
 * @param examples a few of the ids
 */
public record RepeatedIds(long rows, List<String> examples) {

    private static final int MOST_EXAMPLES = 5;
    /** About 150 MB of keys at a time. */
    private static final long KEYS_A_PASS = 4_000_000;

    public RepeatedIds {
        examples = List.copyOf(examples);
    }

    /**
     * Reads the ids, in several passes when there are too many to hold at once: each pass looks at those whose hash falls to
     * it.
     *
     * @throws StorageUnavailable when they cannot be read
     */
    public static RepeatedIds in(PinnedTable table) {
        return in(table, KEYS_A_PASS);
    }

    static RepeatedIds in(PinnedTable table, long keysAPass) {
        int passes = Math.toIntExact(table.rowCount() / keysAPass + 1);
        Search search = new Search();
        for (int pass = 0; pass < passes; pass++) {
            search.read(table, pass, passes);
        }
        return new RepeatedIds(search.rows, search.examples);
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** What was found so far. */
    private static final class Search {

        private final List<String> examples = new ArrayList<>();
        private long rows;

        void read(PinnedTable table, int pass, int passes) {
            KeyIndex seen = new KeyIndex(0);
            try (ArrowReader reader = table.scan(ScanRequest.columns(TypeDeclaration.ID))) {
                while (reader.loadNextBatch()) {
                    VarCharVector ids =
                            (VarCharVector) reader.getVectorSchemaRoot().getVector(TypeDeclaration.ID);
                    for (int row = 0; row < ids.getValueCount(); row++) {
                        if (passes == 1 || Math.floorMod(ids.hashCode(row), passes) == pass) {
                            note(ids, row, seen);
                        }
                    }
                }
            } catch (IOException e) {
                throw new StorageUnavailable(
                        "read " + table.path(),
                        "the ids in version " + table.version() + " of table " + table.path() + " cannot be read: "
                                + e.getMessage(),
                        e);
            }
        }

        private void note(VarCharVector ids, int row, KeyIndex seen) {
            int start = ids.getStartOffset(row);
            int known = seen.size();
            if (seen.findOrAdd(ids.getDataBuffer(), start, ids.getEndOffset(row) - start) < known) {
                rows++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(ids.getObject(row).toString());
                }
            }
        }
    }
}
