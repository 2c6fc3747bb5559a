package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.PublishOutcome;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.decide.Leftover;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.TableEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves intents that dead writers left: finished when they were published, else their tables are restored to what is
 * published and they are discarded, because Kafka replays their records. Costs one listing when there are none. Running it
 * twice changes nothing the second time.
 */
final class Heal {

    private static final Logger LOG = LoggerFactory.getLogger(Heal.class);
    private static final int MOST_INTENTS = 10_000;
    private static final int ATTEMPTS = 20;
    private static final long SEARCHED_VERSIONS = 64;

    private final WriteContext context;
    private final Publish publish;
    private final Disarm disarm;

    Heal(WriteContext context, Publish publish, Disarm disarm) {
        this.context = context;
        this.publish = publish;
        this.disarm = disarm;
    }

    /**
     * @param newest the newest graph version
     * @param abandoned intents of this very writer, which has no write in flight
     * @return the newest graph version afterwards
     */
    GraphManifest heal(GraphManifest newest, Set<IntentId> abandoned) {
        GraphManifest current = newest;
        for (ObjectKey key : objects().list(GraphKeys.INTENT_PREFIX, MOST_INTENTS)) {
            Optional<StoredObject> object = objects().get(key);
            if (object.isPresent()) {
                Intent intent = context.intents().read(object.get().content(), key.path());
                current = resolve(intent, current, abandoned.contains(intent.id()));
            }
        }
        return current;
    }

    private GraphManifest resolve(Intent intent, GraphManifest newest, boolean abandoned) {
        boolean published = isPublished(intent, newest);
        boolean ownerGone = abandoned || context.environment().liveness().isGone(intent.owner(), intent.armedAt());
        Leftover leftover = Leftover.of(published, ownerGone);
        if (leftover == Leftover.LEAVE) {
            return newest;
        }
        GraphManifest current = leftover == Leftover.DISCARD ? rollBack(intent, newest) : newest;
        disarm.disarm(intent.id());
        LOG.info(
                "phase=heal intent={} decision={} base={} version={} armed_by={} armed_at={}",
                intent.id(),
                leftover,
                intent.base(),
                current.version(),
                intent.actor(),
                intent.armedAt());
        return current;
    }

    /**
     * Whether a version after the intent's base contains it. An intent with claims needs no long search: when the offsets have
     * passed it, it was published or made obsolete, and both end the same way.
     */
    private boolean isPublished(Intent intent, GraphManifest newest) {
        boolean claimsOffsets = intent.claims().stream().anyMatch(claim -> claim.from() < claim.to());
        if (claimsOffsets && Claims.contiguous(newest, intent.claims())) {
            return false;
        }
        long last = newest.version().number();
        long lastToSearch = claimsOffsets ? Math.min(last, intent.base().number() + SEARCHED_VERSIONS) : last;
        for (long number = intent.base().number() + 1; number <= lastToSearch; number++) {
            if (context.versions()
                    .read(new GraphVersion(number))
                    .map(version -> version.intents().contains(intent.id()))
                    .orElse(false)) {
                return true;
            }
        }
        return false;
    }

    /** Restores what the intent moved and publishes the restored versions, so that pins and HEADs agree again. */
    private GraphManifest rollBack(Intent intent, GraphManifest newest) {
        GraphManifest base = newest;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<CommittedTable> restored = restoreMoved(intent, base);
            if (restored.isEmpty()) {
                return base;
            }
            Publish.Result result = publish.publishRestored(
                    base, restored.stream().map(CommittedTable::pin).toList());
            Optional<GraphManifest> winner = winner(result.outcome());
            if (winner.isEmpty()) {
                restored.forEach(table -> context.open().hold(table.pin().id(), table.table()));
                return result.proposed();
            }
            restored.forEach(table -> table.table().close());
            base = context.versions().newestAfter(winner.get());
        }
        throw new Conflict(
                intent.id().value(),
                "intent " + intent.id() + " could not be rolled back in " + ATTEMPTS
                        + " attempts because other writers kept publishing; try again when fewer are at work");
    }

    private List<CommittedTable> restoreMoved(Intent intent, GraphManifest base) {
        List<CommittedTable> restored = new ArrayList<>();
        for (TableEffect effect : intent.effects()) {
            Optional<TablePin> pin = base.table(effect.table());
            if (pin.isPresent()) {
                PinnedTable table = context.open().at(pin.get());
                long head = table.headVersion();
                if (head != table.version()) {
                    context.history().requireOurs(pin.get(), table, head);
                    restored.add(restore(pin.get(), table, intent));
                }
            }
        }
        return restored;
    }

    private CommittedTable restore(TablePin pin, PinnedTable table, Intent intent) {
        var transaction = context.environment().ids().transaction();
        context.reached(FaultPoint.COMMIT_BEFORE_RESTORE);
        PinnedTable restored = table.restore(context.history().stamp(transaction, List.of(intent.id())));
        context.reached(FaultPoint.COMMIT_AFTER_RESTORE);
        return new CommittedTable(pin.at(restored.version(), transaction, pin.rows()), restored);
    }

    private ObjectStore objects() {
        return context.environment().objects();
    }

    private static Optional<GraphManifest> winner(PublishOutcome outcome) {
        return outcome.match(new PublishOutcome.Cases<>() {
            @Override
            public Optional<GraphManifest> published() {
                return Optional.empty();
            }

            @Override
            public Optional<GraphManifest> lost(GraphManifest manifest) {
                return Optional.of(manifest);
            }
        });
    }
}
