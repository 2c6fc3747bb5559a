package io.headgate.engine.write;

import io.headgate.recovery.decide.Ruling;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a recovery found, decided and did, or would do.
 *
 * @param before the newest graph version when it began
 * @param after the newest graph version when it ended
 * @param intents every intent that was found, in the order of arming
 * @param unreadable what lies where intents lie and cannot be read
 * @param moved tables whose HEAD is not their pin and that no intent accounts for
 * @param realignedIn the graph version that names those of them that were restored
 */
public record RecoveryReport(
        GraphVersion before,
        GraphVersion after,
        List<Settlement> intents,
        List<Unreadable> unreadable,
        List<TableFinding> moved,
        Optional<GraphVersion> realignedIn) {

    public RecoveryReport {
        intents = List.copyOf(intents);
        unreadable = List.copyOf(unreadable);
        moved = List.copyOf(moved);
    }

    /**
     * One intent.
     *
     * @param operation what kind of write
     * @param actor who armed it
     * @param owner the process that worked on it last
     * @param changes the tables that it changes
     * @param tables what was found; empty when the decision needed no look at them
     * @param ruling what was decided, and why
     * @param publishedIn the graph version that contains it
     * @param refusal for a decision to refuse, what a writer meets with
     * @param settled whether it is gone now, with an audit record
     */
    public record Settlement(
            IntentId intent,
            String operation,
            String actor,
            Owner owner,
            Instant armedAt,
            GraphVersion base,
            List<TableId> changes,
            List<TableFinding> tables,
            Ruling ruling,
            Optional<GraphVersion> publishedIn,
            Optional<HeadgateException> refusal,
            boolean settled) {}

    /**
     * What lies where intents lie and cannot be read. Nothing is written until a person has looked at it.
     *
     * @param key its name in the graph
     */
    public record Unreadable(String key, HeadgateException failure) {}
}
