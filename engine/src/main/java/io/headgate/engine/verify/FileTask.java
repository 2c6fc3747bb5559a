package io.headgate.engine.verify;

import io.headgate.engine.table.CensusRequest;
import io.headgate.engine.table.FileCensus;

/**
 * Counts a table's files and those that nothing names.
 *
 * @param version the newest published version
 */
record FileTask(TableRef table, long version, CensusRequest request) implements TableTask {

    @Override
    public Check mainCheck() {
        return Check.FILES;
    }

    @Override
    public String advice() {
        return "A kept version of the table is damaged; headgate verify --deep says which.";
    }

    @Override
    public boolean run(TableAccess access, Findings out) {
        FileCensus census = access.inspection().files(table.path(), request, access.progress());
        out.count(Check.FILES, "files", census.files());
        out.count(Check.FILES, "bytes", census.bytes());
        out.count(Check.FILES, "unreferenced", census.unreferenced());
        out.count(Check.FILES, "unreferenced_bytes", census.unreferencedBytes());
        if (census.unreferenced() > 0) {
            String most = census.complete() ? "" : "at most ";
            out.note(
                    Check.FILES,
                    table + ": " + most + census.unreferenced() + " files (" + most + census.unreferencedBytes()
                            + " bytes) are named by no kept version and no pending write; writes under way make some,"
                            + " interrupted ones leave some");
        }
        return true;
    }
}
