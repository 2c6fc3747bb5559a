package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Attempt;
import io.headgate.recovery.intent.Intent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attempts of one intent at its tables. Each has a transaction id of its own that stands in the durable intent before it
 * is used, so that whoever comes next recognises what it did. The attempts that a write is armed with cost nothing more; a
 * further one costs a read and a conditional replacement. Announcing the first one for somebody else's intent takes it over.
 */
final class Attempts implements CommitAttempts {

    private static final int REPLACEMENTS = 20;

    private final WriteContext context;
    private final boolean armedHere;
    /** Announced by this process and not tried yet. */
    private final Set<TransactionId> unused = new HashSet<>();

    private Intent intent;

    private Attempts(WriteContext context, Intent intent, boolean armedHere) {
        this.context = context;
        this.intent = intent;
        this.armedHere = armedHere;
        if (armedHere) {
            intent.effects().stream()
                    .flatMap(effect -> effect.attempts().stream())
                    .forEach(attempt -> unused.add(attempt.last()));
        }
    }

    /** Of an intent that this writer has armed. */
    static Attempts ofOwn(WriteContext context, Intent armed) {
        return new Attempts(context, armed, true);
    }

    /** Of an intent that somebody else has armed, or this writer in an earlier life. */
    static Attempts ofFound(WriteContext context, Intent found) {
        return new Attempts(context, found, false);
    }

    /** The intent as it was stored last. */
    Intent intent() {
        return intent;
    }

    @Override
    public List<IntentId> intents() {
        return List.of(intent.id());
    }

    @Override
    public List<Attempt> of(TableId table) {
        return intent.effect(table).orElseThrow().attempts();
    }

    /**
     * An attempt for each planned commit, durable in the intent and never tried before.
     *
     * @throws IntentMoved when the intent is not there any more or in other hands
     */
    @Override
    public Map<TableId, Attempt> announce(List<Plan> plans) {
        Map<TableId, Attempt> chosen = new HashMap<>();
        Map<TableId, Attempt> fresh = new HashMap<>();
        for (Plan plan : plans) {
            Optional<Attempt> announced = announced(plan);
            Attempt attempt = announced.orElseGet(() -> context.attempt(plan.onVersion(), plan.steps(), plan.rows()));
            if (announced.isEmpty()) {
                fresh.put(plan.table(), attempt);
            }
            unused.remove(attempt.last());
            chosen.put(plan.table(), attempt);
        }
        if (!fresh.isEmpty()) {
            store(fresh);
        }
        return chosen;
    }

    private Optional<Attempt> announced(Plan plan) {
        return of(plan.table()).stream()
                .filter(attempt -> unused.contains(attempt.last()))
                .filter(attempt -> attempt.onVersion() == plan.onVersion()
                        && attempt.steps().size() == plan.steps()
                        && attempt.rows() == plan.rows())
                .findFirst();
    }

    private void store(Map<TableId, Attempt> fresh) {
        ObjectKey key = GraphKeys.intent(intent.id());
        for (int attempt = 1; attempt <= REPLACEMENTS; attempt++) {
            StoredObject stored =
                    context.environment().objects().get(key).orElseThrow(() -> new IntentMoved(intent.id(), true));
            Intent current = context.intents().read(stored.content(), key.path());
            if (announces(current, fresh)) {
                intent = current;
                return;
            }
            if (!armedHere && !sameHands(current, intent)) {
                throw new IntentMoved(intent.id(), false);
            }
            Intent next = current.announcing(fresh);
            if (!armedHere) {
                next = next.takenOverBy(
                        context.environment().self(),
                        context.environment().clock().instant());
            }
            if (replace(key, next, stored)) {
                intent = next;
                return;
            }
        }
        throw new Conflict(key.path(), "intent " + key + " is changed by others again and again; try again later");
    }

    /** Whether it was replaced; false also when the answer was lost, which the next reading shows. */
    private boolean replace(ObjectKey key, Intent next, StoredObject stored) {
        context.reached(FaultPoint.REARM_BEFORE_PUT);
        boolean replaced;
        try {
            replaced = context.environment()
                    .objects()
                    .replaceIfMatch(key, context.intents().write(next), stored.tag());
        } catch (StorageUnavailable unknown) {
            replaced = false;
        }
        context.reached(FaultPoint.REARM_AFTER_PUT);
        return replaced;
    }

    private static boolean announces(Intent current, Map<TableId, Attempt> fresh) {
        return fresh.entrySet().stream()
                .allMatch(entry -> current.effect(entry.getKey())
                        .map(effect -> effect.attempts().contains(entry.getValue()))
                        .orElse(false));
    }

    private static boolean sameHands(Intent one, Intent other) {
        return one.owner().equals(other.owner()) && one.ownedSince().equals(other.ownedSince());
    }
}
