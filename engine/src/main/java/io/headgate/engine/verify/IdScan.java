package io.headgate.engine.verify;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.recovery.error.CorruptState;
import java.io.IOException;
import org.apache.arrow.memory.util.hash.MurmurHasher;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Reads text columns of ids, one share of them after another, so that no more than a share has to be in memory.
 *
 * @param shares into how many parts ids are divided, by their hash
 */
record IdScan(TableAccess access, int shares) {

    private static final MurmurHasher HASHER = new MurmurHasher();

    /** As many shares as it takes to have at most so many of the rows' ids in one. */
    static IdScan inSharesOf(TableAccess access, long rows, int idsPerShare) {
        return new IdScan(access, (int) Math.max(1, (rows + idsPerShare - 1) / idsPerShare));
    }

    /** Told about every id of a share. */
    interface Visitor {
        /** The id is the text of that length at that place of the vector's data. */
        void id(VarCharVector ids, long start, int length);
    }

    void read(PinnedTable table, String column, int share, Visitor visitor) throws IOException {
        try (ArrowReader reader = table.scan(ScanRequest.columns(column))) {
            while (reader.loadNextBatch()) {
                access.progress().run();
                visit(table, reader.getVectorSchemaRoot(), column, share, visitor);
            }
        }
    }

    /** The same for rows that were read already. */
    void visit(PinnedTable table, VectorSchemaRoot rows, String column, int share, Visitor visitor) {
        if (!(rows.getVector(column) instanceof VarCharVector ids)) {
            throw new CorruptState(
                    table.path().value(),
                    "Table " + table.path() + " has no text column '" + column + "' at version " + table.version());
        }
        for (int row = 0; row < rows.getRowCount(); row++) {
            if (!ids.isNull(row) && share == shareOf(ids, row)) {
                long start = ids.getOffsetBuffer().getInt((long) row * BaseVariableWidthVector.OFFSET_WIDTH);
                visitor.id(ids, start, ids.getValueLength(row));
            }
        }
    }

    private int shareOf(VarCharVector ids, int row) {
        return shares == 1 ? 0 : Integer.remainderUnsigned(ids.hashCode(row, HASHER), shares);
    }
}
