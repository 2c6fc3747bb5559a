package io.headgate.engine.write;

import io.headgate.engine.write.PhaseTimer.Phase;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The intents of one writer: armed, carried out, removed. Those that may still be there, because their write failed or because
 * whether they were armed at all is not known, are remembered; nobody but their writer would settle them at once.
 */
final class OwnIntents {

    private final Arm arm;
    private final Phases phases;
    private final Set<IntentId> unresolved = new HashSet<>();

    OwnIntents(Arm arm, Phases phases) {
        this.arm = arm;
        this.phases = phases;
    }

    Set<IntentId> unresolved() {
        return unresolved;
    }

    /** Only those that are still there can still be unresolved. */
    void stillThere(Set<IntentId> left) {
        unresolved.retainAll(left);
    }

    Intent arm(Intent prepared, PhaseTimer timer) {
        unresolved.add(prepared.id());
        return timer.time(Phase.ARM, () -> arm.arm(prepared));
    }

    /**
     * From arming on others may finish the write, so giving up does not mean that it failed.
     *
     * @param work rolls the intent forward
     * @throws OutcomeUnknown when the end is open
     * @throws RecoveryRequired when a table needs a person; the intent of a batch or of a load stays until that is settled, that of
     *     maintenance is removed
     */
    RollForward.End carryOut(Intent intent, Supplier<RollForward.End> work) {
        try {
            return work.get();
        } catch (StorageUnavailable | Conflict e) {
            throw unknown(intent, e);
        } catch (RecoveryRequired | CorruptState e) {
            if (intent.keepsContent()) {
                // Nothing is lost with it, and nobody has to deal with what it would have to wait for.
                resolve(intent);
                throw e;
            }
            if (intent.claims().isEmpty()) {
                throw unknown(intent, e);
            }
            throw e;
        }
    }

    /** Removes the intent of a write that has ended, one way or the other. A failure is logged; the next entry removes it. */
    boolean resolve(Intent intent) {
        boolean gone = phases.disarm().disarm(intent.id());
        if (gone) {
            unresolved.remove(intent.id());
        }
        return gone;
    }

    static WriteResult result(
            WriteContext context, Intent intent, RollForward.End end, PhaseTimer timer, long restoresBefore) {
        long passed = end.publishedIn().map(in -> in.number()).orElseThrow()
                - intent.base().number()
                - 1;
        return new WriteResult(
                end.newest(),
                intent.account(),
                timer.times(),
                end.attempts(),
                passed,
                context.restores().get() - restoresBefore);
    }

    private static OutcomeUnknown unknown(Intent intent, HeadgateException cause) {
        return new OutcomeUnknown(
                intent.id(),
                "whether the " + intent.operation() + " " + intent.id() + " armed on graph version " + intent.base()
                        + " becomes visible is not known: " + cause.getMessage()
                        + ". The next write, here or elsewhere, settles it; read the graph's offsets again before going on",
                cause);
    }
}
