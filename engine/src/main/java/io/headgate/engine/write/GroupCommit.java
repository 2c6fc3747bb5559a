package io.headgate.engine.write;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.write.Judge.Judgement;
import io.headgate.engine.write.PhaseTimer.Phase;
import io.headgate.engine.write.RollForward.End;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.NewerFormat;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes an armed write visible when there are others: whoever has the turn commits every write that lies there in one
 * transaction for each table and one graph version, the oldest first; the others look for theirs in the graph versions.
 */
final class GroupCommit {

    private final WriteContext context;
    private final Turn turn;
    private final Judge judge;
    private final RollForward rollForward;
    private final CommitTables commitTables;
    private final Publish publish;
    private final RetryPolicy<Optional<End>> looks;

    GroupCommit(
            WriteContext context, Judge judge, RollForward rollForward, CommitTables commitTables, Publish publish) {
        this.context = context;
        this.turn = new Turn(context);
        this.judge = judge;
        this.rollForward = rollForward;
        this.commitTables = commitTables;
        this.publish = publish;
        TurnLimits limits = context.environment().limits().turn();
        this.looks = RetryPolicy.<Optional<End>>builder()
                .handleIf(failure -> false)
                .handleResultIf(Optional::isEmpty)
                .withDelay(limits.pause())
                .withJitter(0.5)
                .withMaxAttempts(limits.looks())
                .build();
    }

    /**
     * @param staged on the newest graph version that is known
     * @throws Conflict when it was not in time: the intent is still armed, and others may finish it
     */
    End run(StagedWrite staged, Attempts attempts, PhaseTimer timer) {
        Wait wait = new Wait(staged, attempts, timer);
        return Failsafe.with(looks).get(wait::look).orElseThrow(() -> wait.inVain());
    }

    /** One write's wait for its turn, or for somebody who takes it along. */
    private final class Wait {

        private final Attempts attempts;
        private final PhaseTimer timer;
        private StagedWrite staged;
        private int rounds;

        Wait(StagedWrite staged, Attempts attempts, PhaseTimer timer) {
            this.staged = staged;
            this.attempts = attempts;
            this.timer = timer;
        }

        Optional<End> look() {
            rounds++;
            Optional<End> settled = rounds == 1 ? Optional.empty() : settledMeanwhile();
            if (settled.isPresent()) {
                return settled;
            }
            Turn.Look look = turn.look();
            Set<IntentId> armed = armed();
            IntentId own = attempts.intent().id();
            if (!turn.take(look, own, armed)) {
                context.listener().turnAwaited();
                return Optional.empty();
            }
            context.listener().turnTaken();
            settled = settledMeanwhile();
            return settled.isPresent() ? settled : commit(armed);
        }

        /** The end if the newest graph version brings it; else the write stands on that version. */
        private Optional<End> settledMeanwhile() {
            GraphManifest newest = context.versions().newestAfter(staged.base());
            if (newest.version().equals(staged.base().version())) {
                return Optional.empty();
            }
            Judgement judgement = judge.reconsider(attempts.intent(), newest);
            if (judgement.ruling().decision() == Decision.REFUSE) {
                throw Refusals.of(attempts.intent(), judgement.ruling());
            }
            if (!judgement.ruling().decision().goesForward()) {
                return Optional.of(new End(
                        newest,
                        judgement.publishedIn(),
                        false,
                        false,
                        judgement.ruling().reason(),
                        rounds));
            }
            staged = staged.on(newest);
            return Optional.empty();
        }

        private Optional<End> commit(Set<IntentId> armed) {
            Group group = gather(armed);
            List<IntentId> ids = group.intents().stream().map(Intent::id).toList();
            if (ids.equals(List.of(attempts.intent().id()))) {
                return Optional.of(rollForward.run(staged, attempts, timer));
            }
            List<CommittedTable> committed = timer.time(
                    Phase.COMMIT, () -> commitTables.commit(group.combined(), new GroupAttempts(context, ids)));
            boolean kept = false;
            try {
                Publish.Result result =
                        timer.time(Phase.PUBLISH, () -> publish.publish(staged.base(), group.intents(), committed));
                kept = result.winner().isEmpty();
                if (kept && ids.contains(attempts.intent().id())) {
                    GraphManifest published = result.proposed();
                    return Optional.of(new End(published, Optional.of(published.version()), true, false, "", rounds));
                }
                return Optional.empty();
            } finally {
                for (CommittedTable table : committed) {
                    if (kept) {
                        context.open().hold(table.pin().id(), table.table());
                    } else {
                        table.table().close();
                    }
                }
            }
        }

        /** The oldest first, so that nobody waits for long. */
        private Group gather(Set<IntentId> armed) {
            Group group =
                    new Group(staged.base(), context.environment().limits().turn());
            Set<IntentId> inOrder = new TreeSet<>(armed);
            inOrder.add(attempts.intent().id());
            if (context.environment().limits().turn().intents() == 1) {
                inOrder.retainAll(Set.of(attempts.intent().id()));
            }
            for (IntentId id : inOrder) {
                if (group.isFull()) {
                    break;
                }
                member(id).ifPresent(group::admit);
            }
            return group;
        }

        private Optional<Group.Member> member(IntentId id) {
            if (id.equals(attempts.intent().id())) {
                return Optional.of(new Group.Member(attempts.intent(), staged));
            }
            ObjectKey key = GraphKeys.intent(id);
            try {
                return context.environment()
                        .objects()
                        .get(key)
                        .map(object -> context.intents().read(object.content(), key.path()))
                        .filter(intent -> judge.reconsider(intent, staged.base())
                                .ruling()
                                .decision()
                                .goesForward())
                        .map(intent -> new Group.Member(intent, Restaging.of(context, intent, staged.base())));
            } catch (CorruptState | NewerFormat notOurs) {
                // Recovery, which looks at it alone, is loud about it; it must not keep the others from being written.
                return Optional.empty();
            }
        }

        private Conflict inVain() {
            return new Conflict(
                    "turn",
                    "the write " + attempts.intent().id() + " staged on graph version "
                            + attempts.intent().base() + " did not get its turn in " + rounds
                            + " looks; too many writers work on this graph at once, try again later");
        }
    }

    private Set<IntentId> armed() {
        List<IntentId> ids = new ArrayList<>();
        context.environment()
                .objects()
                .list(GraphKeys.INTENT_PREFIX, Heal.MOST_INTENTS)
                .forEach(key -> ids.add(GraphKeys.intentId(key)));
        return new TreeSet<>(ids);
    }
}
