package io.headgate.recovery.intent;

import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import java.time.Instant;
import java.util.List;

/**
 * The recovery sidecar: written before any table moves, deleted after the graph version that contains it is published.
 *
 * @param formatVersion layout of the serialised form
 * @param id names the object
 * @param graph the graph it belongs to
 * @param branch the branch it commits to
 * @param base the graph version it was staged on
 * @param operation what kind of write: {@code ingest}
 * @param actor who armed it
 * @param owner the process that armed it
 * @param armedAt when, for people; no decision rests on it
 * @param effects one for each table that changes; none when only offsets move
 * @param claims the source offsets it contains
 * @param account what became of the records in those claims
 */
public record Intent(
        int formatVersion,
        IntentId id,
        GraphId graph,
        String branch,
        GraphVersion base,
        String operation,
        String actor,
        Owner owner,
        Instant armedAt,
        List<TableEffect> effects,
        List<SourceClaim> claims,
        Account account) {

    public static final int FORMAT_VERSION = 1;

    public Intent {
        effects = List.copyOf(effects);
        claims = List.copyOf(claims);
    }
}
