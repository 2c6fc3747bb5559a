package io.headgate.engine.write;

import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.table.KeyIndex;
import io.headgate.engine.table.KeySet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.vector.VarCharVector;

/**
 * Which rows of an upsert remain when the last row of each key counts.
 *
 * @param keys every key that the rows mention: what is there under these ids goes
 * @param rows for each chunk, the rows to write
 * @param deletedKeys keys whose last row is a delete, in no particular order
 * @param written number of rows to write
 * @param superseded rows that a later row with the same key replaces
 */
record Survivors(KeySet keys, List<BitSet> rows, List<String> deletedKeys, long written, long superseded) {

    static Survivors of(List<RowChunk> chunks) {
        int total =
                chunks.stream().mapToInt(chunk -> chunk.rows().getRowCount()).reduce(0, Math::addExact);
        KeyIndex index = new KeyIndex(total);
        int[] lastRows = lastRowOfEachKey(chunks, index, total);

        List<BitSet> rows = new ArrayList<>(chunks.size());
        List<String> deleted = new ArrayList<>();
        BitSet last = new BitSet(total);
        for (int ordinal = 0; ordinal < index.size(); ordinal++) {
            last.set(lastRows[ordinal]);
        }
        int first = 0;
        long written = 0;
        for (RowChunk chunk : chunks) {
            int count = chunk.rows().getRowCount();
            BitSet survivors = last.get(first, first + count);
            BitSet deletes = (BitSet) survivors.clone();
            deletes.and(chunk.deletes());
            VarCharVector ids = ids(chunk);
            deletes.stream().forEach(row -> deleted.add(ids.getObject(row).toString()));
            survivors.andNot(deletes);
            written += survivors.cardinality();
            rows.add(survivors);
            first += count;
        }
        return new Survivors(new KeySet(index), rows, deleted, written, total - (long) index.size());
    }

    private static int[] lastRowOfEachKey(List<RowChunk> chunks, KeyIndex index, int total) {
        int[] lastRows = new int[total];
        int row = 0;
        for (RowChunk chunk : chunks) {
            VarCharVector ids = ids(chunk);
            int count = chunk.rows().getRowCount();
            for (int i = 0; i < count; i++) {
                int start = ids.getStartOffset(i);
                int ordinal = index.findOrAdd(ids.getDataBuffer(), start, ids.getEndOffset(i) - start);
                lastRows[ordinal] = row++;
            }
        }
        return lastRows;
    }

    private static VarCharVector ids(RowChunk chunk) {
        return (VarCharVector) chunk.rows().getVector(TypeDeclaration.ID);
    }
}
