package io.headgate.engine.write;

import io.headgate.engine.Catalogue;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.write.PhaseTimer.Phase;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The write path from top to bottom: enter (find the newest version, heal), stage, arm, roll forward (commit the tables,
 * publish), disarm. Losing the race for a graph version leads back to the commit of the tables, on the winner's pins and with
 * the data that is staged already.
 */
public final class WritePath implements GraphWriter {

    /** So many entries after others were seen at work, writers still take turns. */
    private static final int COMPANY_LASTS = 100;
    /** So many after maintenance was: it is seldom at it, but when it is it commits again soon. */
    private static final int MAINTENANCE_LASTS = 20;
    /** Writers often start together; those that do not find out within a few entries. */
    private static final int COMPANY_AT_FIRST = 4;

    private final Catalogue catalogue;
    private final WriteContext context;
    private final Stage stage;
    private final Arm arm;
    private final Phases phases;
    private final OwnIntents own;
    private final Overtaken overtaken;
    private final Unused unused;

    private GraphManifest newest;
    /** Above 0 while other writers are presumed to be at work; a lone one commits without taking the turn. */
    private int company = COMPANY_AT_FIRST;
    /** Writes in a row at which nobody else was seen. */
    private int quiet;

    /**
     * Opens a writer, which settles what dead ones left.
     *
     * @param actor who writes, for the commit history
     * @param listener told what it does beside its own writes
     */
    public WritePath(
            GraphEnvironment environment,
            GraphIdentity identity,
            Catalogue catalogue,
            GraphManifest known,
            String actor,
            WriteListener listener) {
        this.catalogue = catalogue;
        this.context = WriteContext.of(environment, identity, known.branch(), actor, listener);
        this.stage = new Stage(context);
        this.arm = new Arm(context);
        this.phases = new Phases(context);
        this.own = new OwnIntents(arm, phases);
        this.overtaken = new Overtaken(context);
        this.unused = new Unused(context);
        this.newest = known;
        try {
            refresh();
        } catch (RuntimeException | Error e) {
            context.open().close();
            throw e;
        }
    }

    @Override
    public GraphManifest current() {
        return newest;
    }

    @Override
    public GraphSchema schema() {
        return catalogue.at(newest);
    }

    @Override
    public GraphManifest refresh() {
        return enter(phases.heal().heal(newest, own.unresolved()));
    }

    private GraphManifest enter(Heal.Healed healed) {
        newest = healed.newest();
        company = company(healed);
        own.stillThere(healed.left());
        return newest;
    }

    private int company(Heal.Healed healed) {
        int lasts = Math.max(0, company - 1);
        for (RecoveryReport.Settlement left : healed.intents()) {
            if (!left.settled() && !own.unresolved().contains(left.intent())) {
                boolean maintenance = left.operation().equals(GraphManifest.OPTIMIZE);
                lasts = Math.max(lasts, maintenance ? MAINTENANCE_LASTS : COMPANY_LASTS);
            }
        }
        return lasts;
    }

    @Override
    public WriteResult write(WriteRequest request) {
        PhaseTimer timer = new PhaseTimer();
        long restoresBefore = context.restores().get();
        GraphManifest before = newest;
        int quietBefore = quiet;
        quiet = 0;
        Heal.Healed healed = phases.heal()
                .healAtEntry(
                        newest,
                        own.unresolved(),
                        quietBefore >= context.environment().limits().quietEntries());
        enter(healed);
        Claims.requireContiguous(newest, request.claims());
        Stage.Staged staged =
                timer.time(Phase.STAGE, () -> overtaken.unlessCleanedUp(newest, () -> stage.stage(request, newest)));
        Intent intent = own.arm(arm.prepare(request, staged), timer);
        RollForward.End end = own.carryOut(intent, () -> rollForward(staged.write(), intent, timer));
        newest = end.newest();
        if (end.publishedIn().isEmpty()) {
            resolve(intent, staged.write());
            Claims.requireContiguous(newest, intent.claims());
            throw new Conflict(
                    intent.id().value(),
                    "the " + intent.operation() + " staged on graph version " + intent.base()
                            + " does not hold on version " + newest.version() + ": " + end.reason()
                            + "; nothing of it is visible, build it again on the new version");
        }
        timer.time(Phase.DISARM, () -> resolve(intent, staged.write()));
        boolean others = company > 0
                || !healed.intents().isEmpty()
                || !newest.version().equals(before.version().next());
        quiet = others ? 0 : quietBefore + 1;
        return OwnIntents.result(context, intent, end, timer, restoresBefore);
    }

    /** Removes what a write that has ended leaves, side by side: others may wait for its intent to be gone. */
    private boolean resolve(Intent intent, StagedWrite staged) {
        List<Supplier<Boolean>> removals = new ArrayList<>();
        removals.add(() -> own.resolve(intent));
        removals.addAll(unused.removals(staged));
        return context.concurrency().all(removals).get(0);
    }

    private RollForward.End rollForward(StagedWrite staged, Intent intent, PhaseTimer timer) {
        Attempts attempts = Attempts.ofOwn(context, intent);
        if (context.environment().limits().turn().intents() == 1) {
            return phases.rollForward().run(staged, attempts, timer);
        }
        StagedWrite write = staged;
        if (company == 0) {
            RollForward.Try alone = phases.rollForward().tryOnce(write, attempts, timer);
            if (alone.end().isPresent()) {
                return alone.end().get();
            }
            company = COMPANY_LASTS;
            write = alone.staged();
        }
        return phases.groupCommit().run(write, attempts, timer);
    }

    @Override
    public void close() {
        context.open().close();
    }
}
