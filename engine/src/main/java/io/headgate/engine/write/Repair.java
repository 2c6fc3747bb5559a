package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.error.Conflict;
import java.util.Optional;

/**
 * The way out when other hands have moved tables: what they made is adopted where it is proven to change no row, and else the
 * published content is restored on top of it, or, when a person wants that, their content becomes the published one. All
 * tables are repaired in one graph version. Nothing that they made is deleted: it stays in the tables' history.
 *
 * <p>Unfinished writes are settled before, as far as they can be, and those that had to wait for the repair after it. Writers
 * may go on meanwhile. A repair that was interrupted is finished by the next one. For use by one thread at a time.
 */
public final class Repair implements AutoCloseable {

    private final WriteContext context;
    private final Phases phases;
    private final Examination examination;
    private final GraphManifest known;

    /** @param actor who repairs, for the commit history and audit records */
    public Repair(GraphEnvironment environment, GraphIdentity identity, GraphManifest known, String actor) {
        this.context = WriteContext.of(environment, identity, known.branch(), actor);
        this.phases = new Phases(context);
        this.examination = new Examination(context);
        this.known = known;
    }

    /** What {@link #run} would find and do, with force and without; changes nothing. */
    public RepairReport preview() {
        GraphManifest newest = context.newestAfter(known);
        return new RepairReport(
                newest.version(),
                newest.version(),
                new Recovery(context, phases, newest).preview(),
                examination.examine(newest, true),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Repairs what can be. Running it again changes nothing.
     *
     * @param force whether what other hands made is wanted, also where it changes rows
     * @throws Conflict when other writers were faster too often
     */
    public RepairReport run(boolean force) {
        RecoveryReport recovered = new Recovery(context, phases, known).run();
        Mending.Mended mended = new Mending(context, phases, examination, force).run(context.newestAfter(known));
        Optional<RecoveryReport> settled =
                mended.published().map(version -> new Recovery(context, phases, mended.newest()).run());
        return new RepairReport(
                recovered.before(),
                settled.map(RecoveryReport::after).orElse(mended.newest().version()),
                recovered,
                mended.tables(),
                force,
                mended.published(),
                settled);
    }

    @Override
    public void close() {
        context.open().close();
    }
}
