package io.headgate.engine.write;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.PublishOutcome;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.write.PhaseTimer.Phase;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The write path from top to bottom: enter (find the newest version, heal), stage, arm, commit the tables, publish, disarm.
 * Losing the race for a graph version leads back to the commit of the tables, on the winner's pins and with the data that is
 * staged already.
 */
public final class WritePath implements GraphWriter {

    private final WriteContext context;
    private final Stage stage;
    private final Arm arm;
    private final CommitTables commitTables;
    private final Publish publish;
    private final Disarm disarm;
    private final Heal heal;
    private final RetryPolicy<Optional<GraphManifest>> races;
    /** Our own intents that may still be there: their write failed, or whether it was armed at all is not known. */
    private final Set<IntentId> unresolved = new HashSet<>();

    private GraphManifest newest;

    /**
     * Opens a writer, which resolves what dead ones left.
     *
     * @param actor who writes, for the commit history
     */
    public WritePath(GraphEnvironment environment, GraphIdentity identity, GraphManifest known, String actor) {
        this.context = WriteContext.of(environment, identity, known.branch(), actor);
        this.stage = new Stage(context);
        this.arm = new Arm(context);
        this.commitTables = new CommitTables(context);
        this.publish = new Publish(context);
        this.disarm = new Disarm(context);
        this.heal = new Heal(context, publish, disarm);
        WriteLimits limits = environment.limits();
        this.races = RetryPolicy.<Optional<GraphManifest>>builder()
                .handleIf(failure -> false)
                .handleResultIf(Optional::isEmpty)
                .withBackoff(limits.shortestPause(), limits.longestPause())
                .withJitter(0.5)
                .withMaxAttempts(limits.publishAttempts())
                .build();
        this.newest = known;
        refresh();
    }

    @Override
    public GraphManifest current() {
        return newest;
    }

    @Override
    public GraphManifest refresh() {
        newest = heal.heal(context.versions().newestAfter(newest), unresolved);
        unresolved.clear();
        return newest;
    }

    @Override
    public WriteResult write(WriteRequest request) {
        PhaseTimer timer = new PhaseTimer();
        refresh();
        Claims.requireContiguous(newest, request.claims());
        StagedWrite staged = timer.time(Phase.STAGE, () -> stage.stage(request, newest));
        Intent intent = arm.prepare(staged);
        unresolved.add(intent.id());
        ArmedWrite armed = timer.time(Phase.ARM, () -> arm.arm(staged, intent));
        try {
            Contest contest = new Contest(armed, timer);
            Optional<GraphManifest> published = Failsafe.with(races).get(contest::attempt);
            if (published.isEmpty()) {
                throw lostTooOften(staged, contest.attempts);
            }
            newest = published.get();
            timer.time(Phase.DISARM, () -> resolve(intent));
            return new WriteResult(newest, timer.times(), contest.attempts);
        } catch (Conflict conflict) {
            resolve(intent);
            throw conflict;
        }
    }

    private boolean resolve(Intent intent) {
        boolean gone = disarm.disarm(intent.id());
        if (gone) {
            unresolved.remove(intent.id());
        }
        return gone;
    }

    /** The contest for one graph version after another, until one contains the write. */
    private final class Contest {

        private final PhaseTimer timer;
        private ArmedWrite armed;
        private int attempts;

        Contest(ArmedWrite armed, PhaseTimer timer) {
            this.armed = armed;
            this.timer = timer;
        }

        /** The published version, or empty when somebody else was faster and the write stands on their version now. */
        Optional<GraphManifest> attempt() {
            attempts++;
            List<CommittedTable> committed = timer.time(Phase.COMMIT, () -> commitTables.commit(armed));
            try {
                Publish.Result result = timer.time(Phase.PUBLISH, () -> publish.publish(armed, committed));
                return result.outcome().match(new PublishOutcome.Cases<>() {
                    @Override
                    public Optional<GraphManifest> published() {
                        committed.forEach(
                                table -> context.open().hold(table.pin().id(), table.table()));
                        return Optional.of(result.proposed());
                    }

                    @Override
                    public Optional<GraphManifest> lost(GraphManifest winner) {
                        committed.forEach(table -> table.table().close());
                        armed = timer.time(Phase.STAGE, () -> restage(winner));
                        return Optional.empty();
                    }
                });
            } catch (RuntimeException e) {
                committed.forEach(table -> table.table().close());
                throw e;
            }
        }

        private ArmedWrite restage(GraphManifest winner) {
            newest = context.versions().newestAfter(winner);
            StagedWrite staged = armed.staged();
            Claims.requireContiguous(newest, staged.claims());
            List<StagedTable> tables = new ArrayList<>();
            for (StagedTable table : staged.tables()) {
                TablePin pin = newest.table(table.pin().id()).orElseThrow();
                PinnedTable at = context.open().at(pin);
                tables.add(pin.version() == table.pin().version() ? table : table.on(pin, at));
            }
            return armed.restagedAs(
                    new StagedWrite(newest, staged.operation(), tables, staged.claims(), staged.account()));
        }
    }

    private static Conflict lostTooOften(StagedWrite staged, int attempts) {
        return new Conflict(
                "graph version",
                "the write staged on graph version " + staged.base().version() + " lost the race for the next version "
                        + attempts
                        + " times; too many writers work on this graph at once, nothing of it is visible, try "
                        + "again later");
    }

    @Override
    public void close() {
        context.open().close();
    }
}
