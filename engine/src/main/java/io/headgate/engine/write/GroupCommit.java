package io.headgate.engine.write;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.headgate.engine.concurrent.Concurrency.Both;
import io.headgate.engine.concurrent.Concurrency.Repetition;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.Judge.Judgement;
import io.headgate.engine.write.PhaseTimer.Phase;
import io.headgate.engine.write.RollForward.End;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes an armed write visible when there are others: whoever has the turn commits every write that lies there in one
 * transaction for each table and one graph version, the oldest first; the others look for theirs in the graph versions.
 */
final class GroupCommit {

    private final WriteContext context;
    private final PendingIntents pending;
    private final Turn turn;
    private final Gathering gathering;
    private final Judge judge;
    private final RollForward rollForward;
    private final CommitTables commitTables;
    private final Publish publish;
    private final Overtaken overtaken;
    private final RetryPolicy<Optional<End>> looks;

    GroupCommit(
            WriteContext context,
            PendingIntents pending,
            Judge judge,
            RollForward rollForward,
            CommitTables commitTables,
            Publish publish) {
        this.context = context;
        this.pending = pending;
        this.turn = new Turn(context);
        this.gathering = new Gathering(context, pending, judge);
        this.judge = judge;
        this.rollForward = rollForward;
        this.commitTables = commitTables;
        this.publish = publish;
        this.overtaken = new Overtaken(context);
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
        private boolean outrun;

        Wait(StagedWrite staged, Attempts attempts, PhaseTimer timer) {
            this.staged = staged;
            this.attempts = attempts;
            this.timer = timer;
        }

        Optional<End> look() {
            boolean atTurn = rounds % Turn.LOOKS_FOR_EACH == 0 || outrun;
            rounds++;
            Optional<IntentId> holder = turn.holder().filter(this::isOpen);
            Both<GraphManifest, Boolean> seen = context.concurrency()
                    .both(() -> rounds == 1 ? staged.base() : newest(), () -> atTurn && lookAtTurn(holder));
            Optional<End> settled = settledIn(seen.first());
            if (settled.isPresent()) {
                return settled;
            }
            if (!isFree(atTurn, holder, seen.second())) {
                context.listener().turnAwaited();
                return Optional.empty();
            }
            Both<Boolean, Both<GraphManifest, Set<IntentId>>> chance = context.concurrency()
                    .both(
                            () -> turn.take(attempts.intent().id()),
                            () -> context.concurrency().both(this::newest, pending::ids));
            outrun = !chance.first();
            settled = settledIn(chance.second().first());
            if (settled.isPresent()) {
                return settled;
            }
            if (outrun) {
                context.listener().turnAwaited();
                return Optional.empty();
            }
            context.listener().turnTaken();
            Repetition renewing = turn.renewing(attempts.intent().id());
            try {
                return commit(chance.second().second());
            } catch (Outrun outrun) {
                return settledIn(outrun.newest());
            } catch (HeadgateException failure) {
                return settledIn(overtaken.newestInsteadOf(staged.base(), failure));
            } finally {
                renewing.close();
            }
        }

        private GraphManifest newest() {
            return context.newestAfter(staged.base());
        }

        /** Whether the write that had the turn when it was looked at last is there. */
        private boolean lookAtTurn(Optional<IntentId> holder) {
            return context.concurrency()
                    .both(
                            () -> {
                                turn.look();
                                return true;
                            },
                            () -> holder.isPresent() && pending.isThere(holder.get()))
                    .second();
        }

        /** Whether a write is not visible yet, as far as we have read. */
        private boolean isOpen(IntentId id) {
            return !context.publications().knowsOf(id);
        }

        /**
         * Whether the write that the turn was taken for is done with, or is ours, or does not get on.
         *
         * @param atTurn whether the turn was looked at just now
         * @param before the holder before that
         * @param beforeIsThere whether that holder's write was there at the same time
         */
        private boolean isFree(boolean atTurn, Optional<IntentId> before, boolean beforeIsThere) {
            Optional<IntentId> holder = turn.holder();
            if (holder.isEmpty() || holder.get().equals(attempts.intent().id()) || !isOpen(holder.get())) {
                return true;
            }
            if (!atTurn) {
                return false;
            }
            boolean isThere = holder.equals(before) ? beforeIsThere : pending.isThere(holder.get());
            return !isThere || turn.isOverdue();
        }

        /** The end if the newest graph version brings it; else the write stands on that version. */
        private Optional<End> settledIn(GraphManifest newest) {
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
            GraphManifest before = staged.base();
            staged = staged.on(newest);
            return overtaken
                    .lostFiles(before, staged)
                    .map(reason -> new End(newest, Optional.empty(), false, false, reason, rounds));
        }

        private Optional<End> commit(Set<IntentId> armed) {
            Group group = gathering.gather(new Group.Member(attempts.intent(), staged), armed);
            List<IntentId> ids = group.intents().stream().map(Intent::id).toList();
            // As long as the base is the one that it was armed on, the attempt that it was armed with costs nothing
            // more.
            if (ids.equals(List.of(attempts.intent().id())) && isOnItsBase()) {
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

        private boolean isOnItsBase() {
            return staged.base().version().equals(attempts.intent().base());
        }

        private Conflict inVain() {
            return new Conflict(
                    "turn",
                    "the write " + attempts.intent().id() + " staged on graph version "
                            + attempts.intent().base() + " did not get its turn in " + rounds
                            + " looks; too many writers work on this graph at once, try again later");
        }
    }
}
