package io.headgate.engine.write;

import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.SourceClaim;
import java.util.List;
import java.util.Optional;

/**
 * One batch, ready to be written.
 *
 * @param operation what kind of write, for the commit history: {@code ingest}, {@code load}
 * @param tables at most one entry for each table; the dead-letter table is one of them
 * @param claims the source offsets that the batch contains; none for a load
 * @param polled records that the batch was made of
 * @param filtered those that were left out on purpose
 * @param reads tables that the batch was checked against: when one of them changes first, the write is refused
 * @param schema SHA-256 of the accepted schema source that comes into force with it, when it changes the schema
 */
public record WriteRequest(
        String operation,
        List<TableRows> tables,
        List<SourceClaim> claims,
        long polled,
        long filtered,
        List<TableId> reads,
        Optional<String> schema) {

    public WriteRequest {
        tables = List.copyOf(tables);
        claims = List.copyOf(claims);
        reads = List.copyOf(reads);
    }

    /** A batch that depends on nothing but the offsets. */
    public WriteRequest(
            String operation, List<TableRows> tables, List<SourceClaim> claims, long polled, long filtered) {
        this(operation, tables, claims, polled, filtered, List.of(), Optional.empty());
    }
}
