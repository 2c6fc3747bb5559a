package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.TableLayout;
import io.headgate.engine.write.PhaseTimer.Phase;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import io.headgate.recovery.intent.Intent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The write path of maintenance: enter, arm, take the turn, roll forward, disarm. Everything heavy was staged before. It always
 * takes the turn, and alone, so that it costs writers one short turn and never a commit of theirs.
 */
public final class MaintenancePath implements TableMaintainer {

    private final WriteContext context;
    private final Arm arm;
    private final Phases phases;
    private final OwnIntents own;
    private final Overtaken overtaken;

    private GraphManifest newest;

    /**
     * Opens it, which settles what dead writers left.
     *
     * @param actor who maintains, for the commit history
     * @param listener told what it does beside its own commits
     */
    public MaintenancePath(
            GraphEnvironment environment,
            GraphIdentity identity,
            GraphManifest known,
            String actor,
            WriteListener listener) {
        this.context = WriteContext.of(environment, identity, known.branch(), actor, listener);
        this.arm = new Arm(context);
        this.phases = new Phases(context);
        this.own = new OwnIntents(arm, phases);
        this.overtaken = new Overtaken(context);
        this.newest = known;
        try {
            refresh();
        } catch (RuntimeException | Error e) {
            context.open().close();
            throw e;
        }
    }

    @Override
    public GraphManifest refresh() {
        Heal.Healed healed = phases.heal().heal(newest, own.unresolved());
        newest = healed.newest();
        own.stillThere(healed.left());
        return newest;
    }

    @Override
    public TableLayout layout(TablePin pin) {
        return overtaken.unlessCleanedUp(newest, () -> context.open().at(pin).layout());
    }

    @Override
    public FragmentRewrite stageRewrite(TablePin pin, List<Integer> fragments, long rowsPerFile) {
        return staging(() -> context.open().at(pin).stageRewrite(fragments, rowsPerFile));
    }

    @Override
    public IndexBuild stageIndex(TablePin pin, IndexRequest request) {
        return staging(() -> context.open().at(pin).stageIndex(request));
    }

    private <T> T staging(Supplier<T> writing) {
        context.reached(FaultPoint.STAGE_BEFORE_DATA);
        T staged = overtaken.unlessCleanedUp(newest, writing);
        context.reached(FaultPoint.STAGE_AFTER_DATA);
        return staged;
    }

    @Override
    public Optional<WriteResult> maintain(MaintenanceWork work) {
        PhaseTimer timer = new PhaseTimer();
        long restoresBefore = context.restores().get();
        GraphManifest base = refresh();
        Optional<StagedTable> staged =
                base.table(work.table()).flatMap(pin -> overtaken.unlessCleanedUp(base, () -> staged(work, pin)));
        if (staged.isEmpty()) {
            return Optional.empty();
        }
        StagedWrite write = new StagedWrite(base, List.of(staged.get()));
        Intent intent = own.arm(arm.prepare(write), timer);
        RollForward.End end =
                own.carryOut(intent, () -> phases.groupCommit().run(write, Attempts.ofOwn(context, intent), timer));
        newest = end.newest();
        timer.time(Phase.DISARM, () -> own.resolve(intent));
        return end.publishedIn().map(in -> OwnIntents.result(context, intent, end, timer, restoresBefore));
    }

    /** Empty when nothing of it is left to do. */
    private Optional<StagedTable> staged(MaintenanceWork work, TablePin pin) {
        MaintenancePlan plan = context.open().at(pin).planMaintenance(work.rewrites(), work.indexes());
        Optional<GraphVersion> indexedUpTo = work.indexedUpTo()
                .filter(upTo -> pin.shaped() <= work.stagedOn())
                .map(upTo -> pin.holdsContentOf(work.stagedOn()) ? newest.version() : upTo);
        StagedMaintenance maintenance =
                new StagedMaintenance(work.rewrites(), work.indexes(), pin.version(), indexedUpTo);
        return plan.isDone()
                ? Optional.empty()
                : Optional.of(StagedTable.ofMaintenance(pin, maintenance, Optional.of(plan)));
    }

    @Override
    public void close() {
        context.open().close();
    }
}
