package io.headgate.engine.write;

import io.headgate.engine.Catalogue;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.write.PhaseTimer.Phase;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.HashSet;
import java.util.Set;

/**
 * The write path from top to bottom: enter (find the newest version, heal), stage, arm, roll forward (commit the tables,
 * publish), disarm. Losing the race for a graph version leads back to the commit of the tables, on the winner's pins and with
 * the data that is staged already.
 */
public final class WritePath implements GraphWriter {

    /** So many entries after others were seen at work, writers still take turns. */
    private static final int COMPANY_LASTS = 100;
    /** Writers often start together; those that do not find out within a few entries. */
    private static final int COMPANY_AT_FIRST = 4;

    private final Catalogue catalogue;
    private final WriteContext context;
    private final Stage stage;
    private final Arm arm;
    private final Phases phases;
    /** Our own intents that may still be there: their write failed, or whether it was armed at all is not known. */
    private final Set<IntentId> unresolved = new HashSet<>();

    private GraphManifest newest;
    /** Above 0 while other writers are presumed to be at work; a lone one commits without taking the turn. */
    private int company = COMPANY_AT_FIRST;

    /**
     * Opens a writer, which settles what dead ones left.
     *
     * @param actor who writes, for the commit history
     */
    public WritePath(
            GraphEnvironment environment,
            GraphIdentity identity,
            Catalogue catalogue,
            GraphManifest known,
            String actor) {
        this.catalogue = catalogue;
        this.context = WriteContext.of(environment, identity, known.branch(), actor);
        this.stage = new Stage(context);
        this.arm = new Arm(context);
        this.phases = new Phases(context);
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
        Heal.Healed healed = phases.heal().heal(newest, unresolved);
        newest = healed.newest();
        boolean others = healed.left().stream().anyMatch(id -> !unresolved.contains(id));
        company = others ? COMPANY_LASTS : Math.max(0, company - 1);
        unresolved.retainAll(healed.left());
        return newest;
    }

    @Override
    public WriteResult write(WriteRequest request) {
        PhaseTimer timer = new PhaseTimer();
        long restoresBefore = context.restores().get();
        refresh();
        Claims.requireContiguous(newest, request.claims());
        Stage.Staged staged = timer.time(Phase.STAGE, () -> stage.stage(request, newest));
        Intent prepared = arm.prepare(request, staged);
        unresolved.add(prepared.id());
        Intent intent = timer.time(Phase.ARM, () -> arm.arm(prepared));
        RollForward.End end = rollForward(staged, intent, timer);
        newest = end.newest();
        if (end.publishedIn().isEmpty()) {
            resolve(intent);
            Claims.requireContiguous(newest, intent.claims());
            throw new Conflict(
                    intent.id().value(),
                    "the " + intent.operation() + " staged on graph version " + intent.base()
                            + " does not hold on version " + newest.version() + ": " + end.reason()
                            + "; nothing of it is visible, build it again on the new version");
        }
        timer.time(Phase.DISARM, () -> resolve(intent));
        long passed = end.publishedIn().get().number() - intent.base().number() - 1;
        return new WriteResult(
                newest,
                timer.times(),
                end.attempts(),
                passed,
                context.restores().get() - restoresBefore);
    }

    /** From arming on others may finish the write, so giving up does not mean that it failed. */
    private RollForward.End rollForward(Stage.Staged staged, Intent intent, PhaseTimer timer) {
        try {
            Attempts attempts = Attempts.ofOwn(context, intent);
            if (context.environment().limits().turn().intents() == 1) {
                return phases.rollForward().run(staged.write(), attempts, timer);
            }
            StagedWrite write = staged.write();
            if (company == 0) {
                RollForward.Try alone = phases.rollForward().tryOnce(write, attempts, timer);
                if (alone.end().isPresent()) {
                    return alone.end().get();
                }
                company = COMPANY_LASTS;
                write = alone.staged();
            }
            return phases.groupCommit().run(write, attempts, timer);
        } catch (StorageUnavailable | Conflict e) {
            throw unknown(intent, e);
        } catch (RecoveryRequired | CorruptState e) {
            if (intent.claims().isEmpty()) {
                throw unknown(intent, e);
            }
            throw e;
        }
    }

    private static OutcomeUnknown unknown(Intent intent, HeadgateException cause) {
        return new OutcomeUnknown(
                intent.id(),
                "whether the " + intent.operation() + " " + intent.id() + " armed on graph version " + intent.base()
                        + " becomes visible is not known: " + cause.getMessage()
                        + ". The next write, here or elsewhere, settles it; read the graph's offsets again before going on",
                cause);
    }

    private boolean resolve(Intent intent) {
        boolean gone = phases.disarm().disarm(intent.id());
        if (gone) {
            unresolved.remove(intent.id());
        }
        return gone;
    }

    @Override
    public void close() {
        context.open().close();
    }
}
