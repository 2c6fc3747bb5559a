package io.headgate.engine.table.lance;

import io.headgate.engine.table.KeyIndex;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.lance.Dataset;
import org.lance.FragmentMetadata;
import org.lance.file.LanceFileReader;
import org.lance.fragment.DataFile;
import org.lance.schema.LanceField;

/** Reads the ids in data files that no version may name yet, so by the files' names and past the table. */
final class StagedKeys {

    private static final int BATCH_ROWS = 8192;
    /** Room for more keys is made when they come: the number of rows is only what somebody wrote down. */
    private static final int MOST_EXPECTED = 1 << 22;

    private final TableContext table;
    private final Dataset pinned;

    StagedKeys(TableContext table, Dataset pinned) {
        this.table = table;
        this.pinned = pinned;
    }

    KeySet read(StagedRows rows) {
        int id = idField();
        List<FragmentMetadata> fragments =
                rows.fragments().stream().map(FragmentCodec::decode).toList();
        long expected =
                fragments.stream().mapToLong(FragmentMetadata::getPhysicalRows).sum();
        KeyIndex keys = new KeyIndex((int) Math.min(MOST_EXPECTED, expected));
        for (FragmentMetadata fragment : fragments) {
            add(fileWithIds(fragment, id), fragment.getPhysicalRows(), keys);
        }
        return new KeySet(keys);
    }

    private int idField() {
        return pinned.getLanceSchema().fields().stream()
                .filter(field -> field.getName().equals(KeyLookup.ID))
                .findFirst()
                .map(LanceField::getId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "table " + table.path() + " has no column '" + KeyLookup.ID + "'"));
    }

    private DataFile fileWithIds(FragmentMetadata fragment, int id) {
        return fragment.getFiles().stream()
                .filter(file -> IntStream.of(file.getFields()).anyMatch(field -> field == id))
                .findFirst()
                .orElseThrow(() -> new CorruptState(
                        table.path().value(),
                        "Rows staged for table " + table.path() + " have no column '" + KeyLookup.ID
                                + "'. Nothing was changed; discard what they were staged for."));
    }

    @SuppressWarnings("try") // the reader's close is declared to throw anything, but waits for nothing
    private void add(DataFile file, long rows, KeyIndex keys) {
        table.stagedFiles().requireWhole(file);
        String uri = table.uri() + "/" + StagedFiles.DATA + "/" + file.getPath();
        try (LanceFileReader reader =
                LanceFileReader.open(uri, table.storageOptions().values(), table.allocator())) {
            if (reader.numRows() != rows) {
                throw StagedFiles.damaged(table.path(), file, "it has " + reader.numRows() + " rows, not " + rows);
            }
            try (ArrowReader batches = reader.readAll(List.of(KeyLookup.ID), null, BATCH_ROWS)) {
                while (batches.loadNextBatch()) {
                    add(batches.getVectorSchemaRoot(), keys);
                }
            }
        } catch (HeadgateException e) {
            throw e;
        } catch (Exception e) {
            LanceFailure failure = LanceFailure.of(e);
            throw failure == LanceFailure.NOT_FOUND || failure == LanceFailure.DAMAGED_FILE
                    ? StagedFiles.damaged(table.path(), file, String.valueOf(e.getMessage()), e)
                    : failure.toException("read data file " + file.getPath(), table.path(), e);
        }
    }

    private static void add(VectorSchemaRoot batch, KeyIndex keys) {
        VarCharVector ids = (VarCharVector) batch.getVector(KeyLookup.ID);
        ArrowBuf text = ids.getDataBuffer();
        for (int row = 0; row < batch.getRowCount(); row++) {
            int start = ids.getStartOffset(row);
            keys.findOrAdd(text, start, ids.getEndOffset(row) - start);
        }
    }
}
