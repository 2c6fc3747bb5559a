package io.headgate.engine.table.lance;

import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.error.HeadgateException;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.WriteParams;
import org.lance.fragment.DataFile;

/** Writes rows into data files that no version names yet. */
final class RowStaging {

    private final TableContext table;
    private final Dataset pinned;
    private final Schema columns;

    RowStaging(TableContext table, Dataset pinned, Schema columns) {
        this.table = table;
        this.pinned = pinned;
        this.columns = columns;
    }

    StagedRows write(ArrowReader rows) {
        List<FragmentMetadata> fragments;
        try {
            Schema given = rows.getVectorSchemaRoot().getSchema();
            if (!SubstrateSchema.sameColumns(columns, given)) {
                throw new IllegalArgumentException(
                        "rows for table " + table.path() + " have the columns " + given + ", the table has " + columns);
            }
            fragments = writeFragments(rows);
        } catch (HeadgateException | IllegalArgumentException e) {
            throw e;
        } catch (Exception e) {
            throw LanceFailure.of(e).toException("write rows", table.path(), e);
        }
        table.forcer().staged(fragments);
        return staged(fragments);
    }

    private List<FragmentMetadata> writeFragments(ArrowReader rows) throws Exception {
        try (StagingReader reader = new StagingReader(rows, pinned.getSchema(), table.allocator());
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(table.allocator())) {
            Data.exportArrayStream(table.allocator(), reader, stream);
            try {
                // Without APPEND the writer would not look at the table and number the fields as it likes.
                return Fragment.write()
                        .datasetUri(table.uri())
                        .storageOptions(table.storageOptions().values())
                        .allocator(table.allocator())
                        .data(stream)
                        .mode(WriteParams.WriteMode.APPEND)
                        .dataStorageVersion(pinned.getLanceFileFormatVersion())
                        .execute();
            } catch (Exception e) {
                throw reader.failure().orElse(e);
            }
        }
    }

    private static StagedRows staged(List<FragmentMetadata> fragments) {
        long rows = 0;
        long bytes = 0;
        for (FragmentMetadata fragment : fragments) {
            rows += fragment.getPhysicalRows();
            for (DataFile file : fragment.getFiles()) {
                bytes += file.getFileSizeBytes() == null ? 0 : file.getFileSizeBytes();
            }
        }
        return new StagedRows(fragments.stream().map(FragmentCodec::encode).toList(), rows, bytes);
    }
}
