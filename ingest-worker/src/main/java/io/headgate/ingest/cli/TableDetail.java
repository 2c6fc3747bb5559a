package io.headgate.ingest.cli;

import io.headgate.engine.maintain.IndexStatus;
import io.headgate.engine.maintain.TableStatus;
import java.util.List;

/**
 * What a table is made of, as {@code status --json --detail} prints it.
 *
 * @param smallFragments those that are to grow
 * @param deletedRows rows that are deleted and still take up space
 * @param bytes size of the data files, as far as it is known
 * @param needsWork whether {@code optimize} would find something to do
 */
record TableDetail(
        int fragments,
        int smallFragments,
        long deletedRows,
        long bytes,
        boolean needsWork,
        List<TableDetail.Index> indexes) {

    /**
     * One declared index.
     *
     * @param coveredRows rows that it knows
     */
    record Index(String column, String kind, int segments, long coveredRows) {

        static Index of(IndexStatus status) {
            return new Index(
                    status.index().column(), Json.word(status.index().kind()), status.segments(), status.coveredRows());
        }
    }

    static TableDetail of(TableStatus status) {
        return new TableDetail(
                status.fragments(),
                status.smallFragments(),
                status.deletedRows(),
                status.bytes(),
                status.needsWork(),
                status.indexes().stream().map(Index::of).toList());
    }

    /** Indexes with the share of the rows that they know: {@code id btree 100 %}. */
    String coverage(long rows) {
        return String.join(
                ", ",
                indexes.stream()
                        .map(index -> index.column() + " " + index.kind() + " "
                                + (rows == 0 ? 100 : 100 * index.coveredRows() / rows) + " %")
                        .toList());
    }
}
