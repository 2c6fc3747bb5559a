package io.headgate.engine.table;

/**
 * One fragment of one version of a table: the unit that maintenance rewrites and that indexes cover.
 *
 * @param id its number, which no other fragment of the table ever gets
 * @param rows number of rows in it that are not deleted
 * @param deletedRows number of rows in it that are marked as deleted and still take up space
 * @param bytes size of its data files, 0 when the store does not know it
 */
public record FragmentLayout(int id, long rows, long deletedRows, long bytes) {

    public FragmentLayout {
        if (rows < 0 || deletedRows < 0 || bytes < 0) {
            throw new IllegalArgumentException("fragment " + id + " cannot have " + rows + " rows, " + deletedRows
                    + " deleted rows and " + bytes + " bytes");
        }
    }

    /** Number of rows in its data files. */
    public long physicalRows() {
        return rows + deletedRows;
    }
}
