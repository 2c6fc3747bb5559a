package io.headgate.engine.table;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;

/**
 * Looks at what lies in the directories of tables and changes nothing, not even what a writer would tidy up in passing. Safe
 * while writers work: what it says may be a moment old. Implementations are safe for use by many threads.
 */
public interface TableInspection {

    /**
     * What lies above one version of a table. Opens no version.
     *
     * @param most of the half written versions to name
     * @throws StorageUnavailable when the directory cannot be listed
     */
    TableTail tail(TablePath path, long version, int most);

    /**
     * Counts the table's data files, deletion files, transaction files and files of indexes, and those among them that nothing
     * in the request names. Opens the request's versions, newest first, until every file is accounted for.
     *
     * @param progress told again and again while it lasts
     * @throws CorruptState when a version cannot be opened
     * @throws StorageUnavailable when a directory cannot be listed
     */
    FileCensus files(TablePath path, CensusRequest request, Runnable progress);
}
