package io.headgate.engine.write;

import io.headgate.engine.concurrent.Concurrency;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.write.Judge.Judgement;
import io.headgate.engine.write.PendingIntents.Found;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.engine.write.RecoveryReport.Unreadable;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.Publication;
import io.headgate.recovery.decide.Ruling;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.TableEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Settles the intents that lie there: what still holds is rolled forward, what does not is discarded, and each one leaves one
 * audit record. Costs one listing when there are none. Running it twice changes nothing the second time.
 */
final class Heal {

    private final WriteContext context;
    private final PendingIntents pending;
    private final Judge judge;
    private final RollForward rollForward;
    private final Realign realign;
    private final Audit audit;
    private final Disarm disarm;
    private final Drift drift;

    Heal(
            WriteContext context,
            PendingIntents pending,
            Judge judge,
            RollForward rollForward,
            Realign realign,
            Audit audit,
            Disarm disarm,
            Drift drift) {
        this.context = context;
        this.pending = pending;
        this.judge = judge;
        this.rollForward = rollForward;
        this.realign = realign;
        this.audit = audit;
        this.disarm = disarm;
        this.drift = drift;
    }

    /**
     * What it came to.
     *
     * @param newest the newest graph version afterwards
     * @param intents every intent that was found
     * @param unreadable what lies where intents lie and cannot be read
     */
    record Healed(GraphManifest newest, List<Settlement> intents, List<Unreadable> unreadable) {

        Set<IntentId> left() {
            return intents.stream()
                    .filter(found -> !found.settled())
                    .map(Settlement::intent)
                    .collect(Collectors.toSet());
        }
    }

    /**
     * For writers: what cannot be settled is thrown, because nothing may be written over it.
     *
     * @param known a graph version that was the newest some time ago
     * @param abandoned intents of this very writer, which has no write in flight
     */
    Healed heal(GraphManifest known, Set<IntentId> abandoned) {
        return heal(context.concurrency().both(() -> context.newestAfter(known), pending::keys), abandoned);
    }

    /**
     * The same at the entry of a write, which learns when it publishes whether it was built on the newest version. Only what is
     * decided about intents needs to be sure of that before.
     *
     * @param quiet whether to take the known version for the newest one when there is no intent
     */
    Healed healAtEntry(GraphManifest known, Set<IntentId> abandoned, boolean quiet) {
        if (quiet) {
            List<ObjectKey> keys = pending.keys();
            return keys.isEmpty()
                    ? new Healed(known, List.of(), List.of())
                    : heal(new Concurrency.Both<>(context.newestAfter(known), keys), abandoned);
        }
        Concurrency.Both<GraphManifest, List<ObjectKey>> seen =
                context.concurrency().both(() -> context.publications().presumablyNewestAfter(known), pending::keys);
        return seen.second().isEmpty()
                ? new Healed(seen.first(), List.of(), List.of())
                : heal(new Concurrency.Both<>(context.versions().confirmed(seen.first()), seen.second()), abandoned);
    }

    private Healed heal(Concurrency.Both<GraphManifest, List<ObjectKey>> seen, Set<IntentId> abandoned) {
        return settle(seen.first(), seen.second(), abandoned, refused -> {
            throw refused;
        });
    }

    /** For people: settles whatever can be, and says why the rest cannot. */
    Healed settle(GraphManifest newest) {
        return settle(newest, pending.keys(), Set.of(), refused -> {});
    }

    private Healed settle(
            GraphManifest newest,
            List<ObjectKey> listed,
            Set<IntentId> abandoned,
            Consumer<HeadgateException> onRefusal) {
        Settling settling = new Settling(newest, abandoned, onRefusal);
        List<ObjectKey> keys = listed;
        while (settling.pass(keys)) {
            keys = pending.keys();
        }
        return settling.healed();
    }

    /** Passes over what lies there, until nothing more can be settled. */
    private final class Settling {

        private final Set<IntentId> abandoned;
        private final Consumer<HeadgateException> onRefusal;
        private final Map<IntentId, Settlement> found = new TreeMap<>();
        private final Map<ObjectKey, Unreadable> unreadable = new TreeMap<>();
        private GraphManifest current;
        private boolean settledSome;

        Settling(GraphManifest newest, Set<IntentId> abandoned, Consumer<HeadgateException> onRefusal) {
            this.current = newest;
            this.abandoned = abandoned;
            this.onRefusal = onRefusal;
        }

        /** Whether another one is due: what was settled may have made room for one that waited for the offsets before its own. */
        boolean pass(List<ObjectKey> keys) {
            settledSome = false;
            pending.forEach(keys, this::look);
            return settledSome && found.values().stream().anyMatch(settlement -> !settlement.settled());
        }

        private void look(Found read) {
            boolean ours = read.intent().filter(this::isToBeSettled).isPresent();
            // Read again: those before it took their time, and others may have settled it meanwhile.
            Found fresh = ours ? pending.read(read.key()) : read;
            fresh.refusal().ifPresent(refusal -> {
                context.listener().unreadable(refusal);
                onRefusal.accept(refusal);
                unreadable.put(fresh.key(), new Unreadable(fresh.key().path(), refusal));
            });
            fresh.intent().ifPresent(this::settle);
        }

        private boolean isToBeSettled(Intent intent) {
            return abandoned.contains(intent.id()) || isGone(intent);
        }

        private void settle(Intent intent) {
            Pass pass = Heal.this.settle(intent, current, abandoned.contains(intent.id()), onRefusal);
            current = pass.newest();
            found.put(intent.id(), pass.settlement());
            settledSome |= pass.settlement().settled();
        }

        Healed healed() {
            return new Healed(current, new ArrayList<>(found.values()), new ArrayList<>(unreadable.values()));
        }
    }

    /** What {@link #settle} would do, as far as it can be said without doing it. */
    Healed inspect(GraphManifest newest) {
        List<Settlement> found = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        pending.forEach(pending.keys(), read -> {
            read.refusal()
                    .ifPresent(
                            refusal -> unreadable.add(new Unreadable(read.key().path(), refusal)));
            read.intent().ifPresent(intent -> found.add(inspect(intent, newest)));
        });
        return new Healed(newest, found, unreadable);
    }

    private Settlement inspect(Intent intent, GraphManifest newest) {
        GraphManifest known = notBefore(intent, newest);
        Judgement judgement = judge.judge(intent, known, isGone(intent));
        return judgement.ruling().decision() == Decision.REFUSE
                ? Settlements.refused(intent, judgement, refusal(intent, known, judgement))
                : Settlements.of(intent, judgement, judgement.publishedIn(), false);
    }

    /** An intent may be staged on a version that was published after we looked for the newest one. */
    private GraphManifest notBefore(Intent intent, GraphManifest known) {
        return intent.base().compareTo(known.version()) > 0 ? context.newestAfter(known) : known;
    }

    private boolean isGone(Intent intent) {
        return context.environment().liveness().isGone(intent.owner(), intent.ownedSince());
    }

    /** One intent, and the newest graph version after it was dealt with. */
    private record Pass(GraphManifest newest, Settlement settlement) {}

    private Pass settle(Intent intent, GraphManifest known, boolean abandoned, Consumer<HeadgateException> onRefusal) {
        GraphManifest newest = notBefore(intent, known);
        Judgement judgement = stillLying(intent, judge.judge(intent, newest, abandoned || isGone(intent)));
        try {
            Pass pass = carryOut(intent, newest, judgement);
            tell(intent, pass);
            return pass;
        } catch (CorruptState | RecoveryRequired refusal) {
            Optional<GraphManifest> later = context.ifGivenUp(newest);
            if (later.isPresent()) {
                return settle(intent, later.get(), abandoned, onRefusal);
            }
            if (!pending.isThere(intent.id())) {
                return left(newest, intent, judgement, "somebody else has settled it meanwhile");
            }
            Pass pass = new Pass(newest, Settlements.refused(intent, judgement, refusal));
            tell(intent, pass);
            onRefusal.accept(refusal);
            return pass;
        }
    }

    /**
     * Where the graph versions cannot tell any more what became of an intent, it may be that somebody has settled it meanwhile: its
     * writer, which leaves no record. Then there is nothing to decide.
     */
    private Judgement stillLying(Intent intent, Judgement judgement) {
        boolean unproven = judgement.facts().publication().proof() == Publication.Proof.UNPROVEN;
        return unproven && !pending.isThere(intent.id())
                ? new Judgement(
                        judgement.facts(),
                        judgement.tables(),
                        new Ruling(Decision.LEAVE, "somebody has settled it meanwhile"))
                : judgement;
    }

    private void tell(Intent intent, Pass pass) {
        Settlements.log(intent, pass.settlement(), pass.newest().version());
        context.listener().examined(pass.settlement());
    }

    private Pass carryOut(Intent intent, GraphManifest newest, Judgement judgement) {
        return switch (judgement.ruling().decision()) {
            case LEAVE -> new Pass(newest, Settlements.of(intent, judgement, Optional.empty(), false));
            case CONVERGED, DISCARD ->
                finished(newest, intent, judgement, judgement.ruling().decision(), version(judgement, newest));
            case ROLL_BACK -> {
                Realign.Realigned realigned = realign.realign(
                        newest,
                        intent.effects().stream().map(TableEffect::table).toList(),
                        List.of(intent.id()));
                yield finished(realigned.newest(), intent, judgement, Decision.ROLL_BACK, Optional.empty());
            }
            case ROLL_FORWARD, COMPLETE, PUBLISH -> forward(intent, newest, judgement);
            case REFUSE -> throw refusal(intent, newest, judgement);
        };
    }

    private HeadgateException refusal(Intent intent, GraphManifest newest, Judgement judgement) {
        return judgement.tables().stream().anyMatch(table -> table.shape().needsAPerson())
                ? drift.refusal(newest)
                : Refusals.of(intent, judgement.ruling());
    }

    /** A table that is pinned at what the intent made proves that it is published, if not always where. */
    private static Optional<GraphVersion> version(Judgement judgement, GraphManifest newest) {
        return judgement.ruling().decision() == Decision.CONVERGED
                ? judgement.publishedIn().or(() -> Optional.of(newest.version()))
                : Optional.empty();
    }

    private Pass forward(Intent intent, GraphManifest newest, Judgement judgement) {
        StagedWrite staged;
        try {
            staged = Restaging.of(context, intent, newest);
        } catch (CorruptState lost) {
            if (!context.publications().mayHaveBeenCleanedUp(intent.base(), newest.version())
                    || context.ifGivenUp(newest).isPresent()) {
                throw lost;
            }
            return withoutItsFiles(intent, newest, judgement, String.valueOf(lost.getMessage()));
        }
        RollForward.End end = rollForward.run(staged, Attempts.ofFound(context, intent), new PhaseTimer());
        if (end.publishedIn().isPresent()) {
            Decision decision = end.byUs() ? judgement.ruling().decision() : Decision.CONVERGED;
            return finished(end.newest(), intent, judgement, decision, end.publishedIn());
        }
        // It stopped to hold meanwhile, or somebody else is at it: the next look at it says what is right then.
        return left(end.newest(), intent, judgement, end.reason());
    }

    /** It was armed by one who slept, after cleanup had removed what it had staged. It is not published, and nothing can. */
    private Pass withoutItsFiles(Intent intent, GraphManifest newest, Judgement judgement, String lost) {
        Realign.Realigned realigned = realign.realign(
                newest, intent.effects().stream().map(TableEffect::table).toList(), List.of(intent.id()));
        Optional<GraphVersion> published =
                judge.reconsider(intent, realigned.newest()).publishedIn();
        if (published.isPresent()) {
            return finished(realigned.newest(), intent, judgement, Decision.CONVERGED, published);
        }
        Decision decision = realigned.published().isPresent() ? Decision.ROLL_BACK : Decision.DISCARD;
        Ruling ruling = new Ruling(decision, "its staged files were cleaned up because they were old (" + lost + ")");
        return finished(
                realigned.newest(),
                intent,
                new Judgement(judgement.facts(), judgement.tables(), ruling),
                decision,
                Optional.empty());
    }

    private static Pass left(GraphManifest newest, Intent intent, Judgement judgement, String reason) {
        Ruling left = new Ruling(Decision.LEAVE, reason);
        Judgement open = new Judgement(judgement.facts(), judgement.tables(), left);
        return new Pass(newest, Settlements.of(intent, open, Optional.empty(), false));
    }

    /** The end of an intent: the record first, so that no crash leaves it without one. */
    private Pass finished(
            GraphManifest newest,
            Intent intent,
            Judgement judgement,
            Decision decision,
            Optional<GraphVersion> publishedIn) {
        Ruling ruling = new Ruling(decision, judgement.ruling().reason());
        boolean settled = audit.record(intent, decision, ruling.reason(), judgement.tables(), publishedIn)
                && disarm.disarm(intent.id());
        Judgement done = new Judgement(judgement.facts(), judgement.tables(), ruling);
        return new Pass(newest, Settlements.of(intent, done, publishedIn, settled));
    }
}
