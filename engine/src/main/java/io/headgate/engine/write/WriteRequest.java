package io.headgate.engine.write;

import io.headgate.recovery.intent.SourceClaim;
import java.util.List;

/**
 * One batch, ready to be written.
 *
 * @param operation what kind of write, for the commit history: {@code ingest}
 * @param tables at most one entry for each table; the dead-letter table is one of them
 * @param claims the source offsets that the batch contains
 * @param polled records that the batch was made of
 * @param filtered those that were left out on purpose
 */
public record WriteRequest(
        String operation, List<TableRows> tables, List<SourceClaim> claims, long polled, long filtered) {

    public WriteRequest {
        tables = List.copyOf(tables);
        claims = List.copyOf(claims);
    }
}
