package io.headgate.engine.table;

/**
 * Versions of one table that were removed, or would be, and the files that nothing else names.
 *
 * @param versions number of versions
 * @param dataFiles number of files with rows
 * @param deletionFiles number of files that mark rows as deleted
 * @param indexFiles number of files of indexes
 * @param transactionFiles number of files that say who made a version
 * @param bytes size of all of them, with the versions themselves
 */
public record TableRemoval(
        long versions, long dataFiles, long deletionFiles, long indexFiles, long transactionFiles, long bytes) {

    public static final TableRemoval NONE = new TableRemoval(0, 0, 0, 0, 0, 0);

    /** Number of all files, with one for each version. */
    public long files() {
        return versions + dataFiles + deletionFiles + indexFiles + transactionFiles;
    }

    public TableRemoval plus(TableRemoval other) {
        return new TableRemoval(
                versions + other.versions,
                dataFiles + other.dataFiles,
                deletionFiles + other.deletionFiles,
                indexFiles + other.indexFiles,
                transactionFiles + other.transactionFiles,
                bytes + other.bytes);
    }
}
