package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.write.Heal.Healed;
import io.headgate.engine.write.PendingIntents.Found;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Intent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What giving up old graph versions has in common with writing: it settles what dead writers left, goes on only when nothing is
 * left that a person has to look at, and publishes with the same conditional put. For use by one thread at a time.
 */
public final class Retirement implements AutoCloseable {

    private final WriteContext context;
    private final Phases phases;
    private final PendingIntents pending;

    /** @param actor who cleans up, for the commit history */
    public Retirement(GraphEnvironment environment, GraphIdentity identity, GraphManifest known, String actor) {
        this.context = WriteContext.of(environment, identity, known.branch(), actor);
        this.phases = new Phases(context);
        this.pending = new PendingIntents(context);
    }

    public GraphVersions versions() {
        return context.versions();
    }

    public GraphManifest newestAfter(GraphManifest known) {
        return context.newestAfter(known);
    }

    /**
     * Settles what can be.
     *
     * @return the newest graph version afterwards
     * @throws RecoveryRequired when something is left that keeps history from being given up
     */
    public GraphManifest settle(GraphManifest known) {
        Healed healed = phases.heal().settle(context.newestAfter(known));
        requireClear(healed);
        return healed.newest();
    }

    /**
     * What {@link #settle} would throw without settling anything; what it would settle is no reason.
     */
    public Optional<HeadgateException> obstacle(GraphManifest newest) {
        try {
            Healed found = phases.heal().inspect(newest);
            List<Settlement> refused = found.intents().stream()
                    .filter(intent -> intent.refusal().isPresent())
                    .toList();
            requireClear(new Healed(newest, refused, found.unreadable()));
            return Optional.empty();
        } catch (RecoveryRequired obstacle) {
            return Optional.of(obstacle);
        }
    }

    /**
     * The versions that unfinished writes were staged on.
     *
     * @throws RecoveryRequired when one cannot be read
     */
    public List<GraphVersion> bases() {
        List<Found> found = pending.all();
        found.stream().flatMap(read -> read.refusal().stream()).findFirst().ifPresent(refusal -> {
            throw unsettled(String.valueOf(refusal.getMessage()), refusal);
        });
        return found.stream()
                .flatMap(read -> read.intent().stream())
                .map(Intent::base)
                .toList();
    }

    /** Publishes that the versions before one are given up; returns the winner when somebody else was faster. */
    public Outcome publishOldest(GraphManifest base, GraphVersion oldest) {
        Publish.Result result = phases.publish().publishOldest(base, oldest);
        return new Outcome(result.proposed(), result.winner());
    }

    /** What an attempt to publish led to. */
    public record Outcome(GraphManifest proposed, Optional<GraphManifest> winner) {}

    private void requireClear(Healed healed) {
        healed.unreadable().stream().findFirst().ifPresent(object -> {
            throw unsettled(object.key() + " cannot be read", object.failure());
        });
        healed.intents().stream()
                .filter(intent -> !intent.settled() && keepsHistory(intent))
                .findFirst()
                .ifPresent(intent -> {
                    throw unsettled(
                            "intent " + intent.intent() + " (" + intent.operation() + " by " + intent.actor()
                                    + ") is not settled: " + intent.ruling().reason(),
                            intent.refusal().orElse(null));
                });
        for (TablePin pin : healed.newest().tables()) {
            if (context.probe().find(pin, List.of()).shape().needsAPerson()) {
                if (context.ifGivenUp(healed.newest()).isPresent()) {
                    throw new Conflict(
                            "graph version",
                            "somebody else cleaned up at the same time and further than graph version "
                                    + healed.newest().version() + "; nothing was removed, try again");
                }
                throw new Drift(context).refusal(healed.newest());
            }
        }
    }

    /** A writer that is at work settles its intent itself; what it needs is kept as long as it lies there. */
    private boolean keepsHistory(Settlement intent) {
        boolean stuck = intent.refusal().isPresent()
                || context.environment().liveness().isGone(intent.owner(), intent.armedAt());
        return stuck && pending.isThere(intent.intent());
    }

    private RecoveryRequired unsettled(String what, @Nullable HeadgateException cause) {
        return new RecoveryRequired(
                List.of(),
                "Nothing is given up while an unfinished write may need it: " + what + ". See headgate recover --graph "
                        + context.environment().objects().location(),
                cause);
    }

    @Override
    public void close() {
        context.open().close();
    }
}
