package io.headgate.recovery.audit;

import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The audit record of one intent that was settled by somebody else than its writer, or by its writer later. Named by the
 * intent, created only if absent and never changed, so there is exactly one.
 *
 * @param formatVersion layout of the serialised form
 * @param intent which intent
 * @param graph the graph it belonged to
 * @param branch the branch it was for
 * @param decision what was done: never {@code LEAVE} or {@code REFUSE}, which settle nothing
 * @param reason why, for people
 * @param operation what kind of write it was
 * @param actor who had armed it
 * @param owner the process that worked on it last
 * @param armedAt when it was armed
 * @param base the graph version it was staged on
 * @param publishedIn the graph version that contains it; empty when it was discarded
 * @param tables what was found
 * @param recoveredBy who settled it
 * @param recoverer the process that did
 * @param recoveredAt when, for people
 */
public record RecoveryRecord(
        int formatVersion,
        IntentId intent,
        GraphId graph,
        String branch,
        Decision decision,
        String reason,
        String operation,
        String actor,
        Owner owner,
        Instant armedAt,
        GraphVersion base,
        Optional<GraphVersion> publishedIn,
        List<Table> tables,
        String recoveredBy,
        Owner recoverer,
        Instant recoveredAt) {

    public static final int FORMAT_VERSION = 1;

    public RecoveryRecord {
        tables = List.copyOf(tables);
        if (decision == Decision.LEAVE || decision == Decision.REFUSE) {
            throw new IllegalArgumentException(decision + " settles nothing, so there is nothing to record");
        }
        if (publishedIn.isPresent() == decision.discards()) {
            throw new IllegalArgumentException("a record of " + decision + " with publishedIn=" + publishedIn);
        }
    }

    /** One table as it was found. */
    public record Table(TableId table, String name, TableShape found, long pinned, long head) {}
}
