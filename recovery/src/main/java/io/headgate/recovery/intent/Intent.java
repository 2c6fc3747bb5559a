package io.headgate.recovery.intent;

import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recovery sidecar: written before any table moves, deleted after the graph version that contains it is published. It
 * carries all that is needed to make the write visible without the one who staged it.
 *
 * @param formatVersion layout of the serialised form
 * @param id names the object
 * @param graph the graph it belongs to
 * @param branch the branch it commits to
 * @param lineage the graph version it was staged on
 * @param operation what kind of write: {@code ingest}, {@code load}, {@code optimize}
 * @param actor who armed it; stays when others finish it
 * @param owner the process that works on it
 * @param armedAt when, for people and for judging whether the owner is still at work; no safety rests on it
 * @param takenOverAt when the owner took it over from the one who had armed it
 * @param schema SHA-256 of the schema source that is in force with it, when it changes that
 * @param reads tables whose content it was checked against
 * @param effects one for each table that changes; none when only offsets move
 * @param claims the source offsets it contains; none for a load
 * @param account what became of the records
 */
public record Intent(
        int formatVersion,
        IntentId id,
        GraphId graph,
        String branch,
        Lineage lineage,
        String operation,
        String actor,
        Owner owner,
        Instant armedAt,
        Optional<Instant> takenOverAt,
        Optional<String> schema,
        List<TableRead> reads,
        List<TableEffect> effects,
        List<SourceClaim> claims,
        Account account) {

    public static final int FORMAT_VERSION = 2;

    public Intent {
        reads = List.copyOf(reads);
        effects = List.copyOf(effects);
        claims = List.copyOf(claims);
    }

    /** The graph version it was staged on. */
    public GraphVersion base() {
        return lineage.version();
    }

    public Optional<TableEffect> effect(TableId table) {
        return effects.stream().filter(effect -> effect.table().equals(table)).findFirst();
    }

    /** Whether publishing it moves an offset, so that its claims prove whether it was published. */
    public boolean movesOffsets() {
        return claims.stream().anyMatch(claim -> claim.from() < claim.to());
    }

    /** Whether it leaves the content of all tables as it is. */
    public boolean keepsContent() {
        return !effects.isEmpty() && effects.stream().allMatch(TableEffect::keepsContent);
    }

    /** When its owner last began to work on it. */
    public Instant ownedSince() {
        return takenOverAt.orElse(armedAt);
    }

    /** The same with further attempts, at most one for each table. */
    public Intent announcing(Map<TableId, Attempt> attempts) {
        List<TableEffect> newEffects = effects.stream()
                .map(effect -> Optional.ofNullable(attempts.get(effect.table()))
                        .map(effect::with)
                        .orElse(effect))
                .toList();
        return new Intent(
                formatVersion,
                id,
                graph,
                branch,
                lineage,
                operation,
                actor,
                owner,
                armedAt,
                takenOverAt,
                schema,
                reads,
                newEffects,
                claims,
                account);
    }

    /** The same in the hands of another process. */
    public Intent takenOverBy(Owner newOwner, Instant at) {
        return new Intent(
                formatVersion,
                id,
                graph,
                branch,
                lineage,
                operation,
                actor,
                newOwner,
                armedAt,
                Optional.of(at),
                schema,
                reads,
                effects,
                claims,
                account);
    }
}
