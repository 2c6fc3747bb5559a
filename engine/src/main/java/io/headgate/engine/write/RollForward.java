package io.headgate.engine.write;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.Judge.Judgement;
import io.headgate.engine.write.PhaseTimer.Phase;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.Ruling;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Intent;
import java.util.List;
import java.util.Optional;

/**
 * Makes an armed intent visible: commits its tables and publishes, on one graph version after the other until one contains
 * it. The one way in which anything becomes visible: a writer goes it with the intent that it has just armed, recovery with
 * those that it finds.
 */
final class RollForward {

    private final WriteContext context;
    private final CommitTables commitTables;
    private final Publish publish;
    private final Judge judge;
    private final Overtaken overtaken;
    private final RetryPolicy<Optional<End>> races;

    RollForward(WriteContext context, CommitTables commitTables, Publish publish, Judge judge) {
        this.context = context;
        this.commitTables = commitTables;
        this.publish = publish;
        this.judge = judge;
        this.overtaken = new Overtaken(context);
        WriteLimits limits = context.environment().limits();
        this.races = RetryPolicy.<Optional<End>>builder()
                .handleIf(failure -> false)
                .handleResultIf(Optional::isEmpty)
                .withBackoff(limits.shortestPause(), limits.longestPause())
                .withJitter(0.5)
                .withMaxAttempts(limits.publishAttempts())
                .build();
    }

    /**
     * How it ended.
     *
     * @param newest the newest graph version that was seen
     * @param publishedIn the version that contains the intent; empty when none does and none will
     * @param byUs whether it was our put that made it visible
     * @param takenOver whether somebody else is at work on it, so that the end is open
     * @param reason why it is not visible
     * @param attempts at a graph version
     */
    record End(
            GraphManifest newest,
            Optional<GraphVersion> publishedIn,
            boolean byUs,
            boolean takenOver,
            String reason,
            int attempts) {}

    /**
     * @param staged on the newest graph version that is known
     * @throws Conflict when others were faster too often: the intent is still armed, and others may finish it
     */
    End run(StagedWrite staged, Attempts attempts, PhaseTimer timer) {
        Contest contest = new Contest(staged, attempts, timer);
        return Failsafe.with(races).get(contest::attempt).orElseThrow(() -> contest.lostTooOften());
    }

    /**
     * What one attempt came to.
     *
     * @param end empty when somebody else was faster
     * @param staged the write on the newest graph version
     */
    record Try(Optional<End> end, StagedWrite staged) {}

    /** The same, but gives up when somebody else is faster, so that the write can take its turn. */
    Try tryOnce(StagedWrite staged, Attempts attempts, PhaseTimer timer) {
        Contest contest = new Contest(staged, attempts, timer);
        Optional<End> end = contest.attempt();
        return new Try(end, contest.staged);
    }

    /** The contest for one graph version after another. */
    private final class Contest {

        private final Attempts attempts;
        private final PhaseTimer timer;
        private StagedWrite staged;
        private int rounds;

        Contest(StagedWrite staged, Attempts attempts, PhaseTimer timer) {
            this.staged = staged;
            this.attempts = attempts;
            this.timer = timer;
        }

        /** How it ended, or empty when somebody else was faster and the write stands on their version now. */
        Optional<End> attempt() {
            rounds++;
            List<CommittedTable> committed;
            try {
                committed = timer.time(Phase.COMMIT, () -> commitTables.commit(staged, attempts));
            } catch (IntentMoved moved) {
                return Optional.of(ended(moved));
            } catch (Outrun outrun) {
                return reconsider(outrun.newest());
            } catch (HeadgateException failure) {
                return reconsider(overtaken.newestInsteadOf(staged.base(), failure));
            }
            try {
                Publish.Result result = timer.time(
                        Phase.PUBLISH, () -> publish.publish(staged.base(), List.of(attempts.intent()), committed));
                Optional<GraphManifest> winner = result.winner();
                if (winner.isPresent()) {
                    committed.forEach(table -> table.table().close());
                    return reconsider(winner.get());
                }
                committed.forEach(table -> context.open().hold(table.pin().id(), table.table()));
                GraphManifest published = result.proposed();
                return Optional.of(new End(published, Optional.of(published.version()), true, false, "", rounds));
            } catch (RuntimeException e) {
                committed.forEach(table -> table.table().close());
                throw e;
            }
        }

        private Optional<End> reconsider(GraphManifest winner) {
            GraphManifest newest = context.newestAfter(winner);
            Judgement judgement = judge.reconsider(attempts.intent(), newest);
            Ruling ruling = judgement.ruling();
            if (ruling.decision().goesForward()) {
                GraphManifest before = staged.base();
                staged = staged.on(newest);
                return overtaken.lostFiles(before, staged).map(reason -> end(newest, judgement, reason));
            }
            return Optional.of(end(newest, judgement, ruling.reason()));
        }

        private End ended(IntentMoved moved) {
            GraphManifest newest = context.newestAfter(staged.base());
            Judgement judgement = judge.reconsider(attempts.intent(), newest);
            boolean takenOver = !moved.isGone() && judgement.ruling().decision().goesForward();
            String reason = judgement.ruling().decision().goesForward()
                    ? String.valueOf(moved.getMessage())
                    : judgement.ruling().reason();
            End end = end(newest, judgement, reason);
            return new End(end.newest(), end.publishedIn(), false, takenOver, reason, rounds);
        }

        private End end(GraphManifest newest, Judgement judgement, String reason) {
            if (judgement.ruling().decision() == Decision.REFUSE) {
                throw Refusals.of(attempts.intent(), judgement.ruling());
            }
            return new End(newest, judgement.publishedIn(), false, false, reason, rounds);
        }

        private Conflict lostTooOften() {
            Intent intent = attempts.intent();
            return new Conflict(
                    "graph version",
                    "the write " + intent.id() + " staged on graph version " + intent.base()
                            + " lost the race for the next version " + rounds
                            + " times; too many writers work on this graph at once, try again later");
        }
    }
}
