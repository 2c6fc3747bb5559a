package io.headgate.engine.table;

import io.headgate.recovery.id.TransactionId;
import java.util.List;

/**
 * What names files of a table.
 *
 * @param versions the versions that are kept, newest first
 * @param transactions the transactions that made them, and those of writes in flight
 * @param staged the texts by which {@link StagedRows} and rewrites name data files of writes in flight
 * @param segments the texts that name segments of indexes in flight
 * @param complete whether that is all there is
 * @param mostVersions the most versions to open
 * @param mostFiles the most files to tell apart
 */
public record CensusRequest(
        List<Long> versions,
        List<TransactionId> transactions,
        List<String> staged,
        List<String> segments,
        boolean complete,
        int mostVersions,
        int mostFiles) {

    public CensusRequest {
        versions = List.copyOf(versions);
        transactions = List.copyOf(transactions);
        staged = List.copyOf(staged);
        segments = List.copyOf(segments);
    }
}
