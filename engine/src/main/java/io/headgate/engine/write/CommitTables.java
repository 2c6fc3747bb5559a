package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Attempt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Phase B: one transaction for each table, on exactly the pinned content. A HEAD that others moved is looked into first: it is
 * adopted when it proves to be this very intent's effect on the pinned content, and else the pinned content is restored on
 * top and the change is staged again. That gives the purity rule: what a version adds to the one that was published before is
 * this write and nothing else.
 */
final class CommitTables {

    private static final Logger LOG = LoggerFactory.getLogger(CommitTables.class);

    private final WriteContext context;
    private final Realign realign;
    private final Drift drift;

    CommitTables(WriteContext context, Realign realign, Drift drift) {
        this.context = context;
        this.realign = realign;
        this.drift = drift;
    }

    /**
     * The tables at their new versions; the caller closes them, or gives them to {@link OpenTables}.
     *
     * @throws IntentMoved when the intent is not ours to continue any more
     * @throws Outrun when the base is not the newest version any more, as far as that was found out
     */
    List<CommittedTable> commit(StagedWrite write, CommitAttempts attempts) {
        List<CommittedTable> committed = Collections.synchronizedList(new ArrayList<>());
        List<ReadyTable> ready = Collections.synchronizedList(new ArrayList<>());
        try {
            each(
                    write.tables(),
                    table ->
                            adoptOrPrepare(table, write.base(), attempts, ready).ifPresent(committed::add));
            Map<TableId, Attempt> announced =
                    attempts.announce(ready.stream().map(ReadyTable::plan).toList());
            List<StagedTable> moved = Collections.synchronizedList(new ArrayList<>());
            each(ready, table -> {
                Attempt attempt = announced.get(table.staged().pin().id());
                tryOnce(table, attempt, attempts).ifPresentOrElse(committed::add, () -> moved.add(table.staged()));
            });
            moved.forEach(table -> committed.add(insist(table, write.base(), attempts)));
            return List.copyOf(committed);
        } catch (RuntimeException e) {
            committed.forEach(table -> table.table().close());
            throw e;
        } finally {
            ready.forEach(ReadyTable::close);
        }
    }

    private <T> void each(List<T> tables, Consumer<T> action) {
        List<Supplier<Boolean>> tasks = new ArrayList<>();
        for (T table : tables) {
            tasks.add(() -> {
                action.accept(table);
                return true;
            });
        }
        context.concurrency().all(tasks);
    }

    /** Further attempts after others moved the table between our look at it and our commit. */
    private CommittedTable insist(StagedTable staged, GraphManifest base, CommitAttempts attempts) {
        for (int attempt = 2; attempt <= mostAttempts(); attempt++) {
            List<ReadyTable> ready = new ArrayList<>();
            try {
                Optional<CommittedTable> done = adoptOrPrepare(staged, base, attempts, ready);
                if (done.isEmpty()) {
                    ReadyTable table = ready.get(0);
                    Attempt announced = attempts.announce(List.of(table.plan()))
                            .get(staged.pin().id());
                    done = tryOnce(table, announced, attempts);
                }
                if (done.isPresent()) {
                    return done.get();
                }
            } finally {
                ready.forEach(ReadyTable::close);
            }
        }
        throw movedTooOften(staged);
    }

    private Conflict movedTooOften(StagedTable staged) {
        return new Conflict(
                staged.pin().name(),
                "table " + staged.pin().name() + " (" + staged.pin().path() + ") was moved by others in each of "
                        + mostAttempts() + " attempts to commit on version "
                        + staged.pin().version() + "; too many writers work on this graph at once, try again later");
    }

    private int mostAttempts() {
        return context.environment().limits().tableAttempts();
    }

    /** The table when its HEAD holds exactly this effect already; else adds it to those that are ready to be committed. */
    private Optional<CommittedTable> adoptOrPrepare(
            StagedTable staged, GraphManifest base, CommitAttempts attempts, List<ReadyTable> ready) {
        TablePin pin = staged.pin();
        PinnedTable pinned = context.open().at(pin);
        for (int look = 1; look <= mostAttempts(); look++) {
            TableFinding finding = context.probe().find(pin, pinned, attempts.of(pin.id()));
            switch (finding.shape()) {
                case UNMOVED -> {
                    ready.add(prepare(staged, pinned, false, attempts));
                    return Optional.empty();
                }
                case APPLIED -> {
                    return Optional.of(adopt(staged, pinned, finding));
                }
                case RESTORED -> {
                    ready.add(prepare(staged, pinned.adopt(finding.head()), true, attempts));
                    return Optional.empty();
                }
                case STRAY, PARTIAL -> {
                    requireNewest(base);
                    Optional<PinnedTable> restored = restore(pinned, finding, attempts);
                    if (restored.isPresent()) {
                        ready.add(prepare(staged, restored.get(), true, attempts));
                        return Optional.empty();
                    }
                }
                case PUBLISHED -> throw new IntentMoved(attempts.intents().get(0), true);
                case FOREIGN, BEHIND, GONE -> throw drift.refusal(base);
            }
        }
        throw movedTooOften(staged);
    }

    /** What looks like nobody's may have been published after the base. */
    private void requireNewest(GraphManifest base) {
        GraphManifest newest = context.newestAfter(base);
        if (!newest.version().equals(base.version())) {
            throw new Outrun(newest);
        }
    }

    private Optional<PinnedTable> restore(PinnedTable pinned, TableFinding finding, CommitAttempts attempts) {
        LOG.info(
                "phase=commit table={} restoring={} over={} because=\"{}\"",
                finding.name(),
                finding.pinned(),
                finding.head(),
                finding.reason());
        return realign.restore(
                pinned, finding.head(), context.environment().ids().transaction(), attempts.intents());
    }

    private static ReadyTable prepare(StagedTable staged, PinnedTable base, boolean owned, CommitAttempts attempts) {
        try {
            TableSteps steps = owned ? staged.stepsOn(base) : staged.steps(base);
            if (steps.count() == 0) {
                throw new IntentMoved(attempts.intents().get(0), true);
            }
            return new ReadyTable(staged.narrowedTo(steps), base, owned, steps);
        } catch (RuntimeException e) {
            if (owned) {
                base.close();
            }
            throw e;
        }
    }

    private static CommittedTable adopt(StagedTable staged, PinnedTable pinned, TableFinding finding) {
        Attempt landed = finding.attempt().orElseThrow();
        return checked(staged.leftOn(pinned), pinned.adopt(finding.head()), landed);
    }

    /** The table when every step landed exactly; empty when others were in between. */
    private Optional<CommittedTable> tryOnce(ReadyTable table, Attempt attempt, CommitAttempts attempts) {
        int last = attempt.steps().size() - 1;
        PinnedTable on = table.base();
        for (int step = 0; ; step++) {
            Optional<PinnedTable> landed;
            try {
                landed = tryStep(table, on, attempt, step, attempts);
            } finally {
                if (on != table.base()) {
                    on.close();
                }
            }
            if (landed.isEmpty() || step == last) {
                return landed.map(at -> checked(table.staged(), at, attempt));
            }
            on = landed.get();
        }
    }

    private Optional<PinnedTable> tryStep(
            ReadyTable table, PinnedTable on, Attempt attempt, int step, CommitAttempts attempts) {
        StagedChange change = table.steps().stage(step, on);
        context.reached(FaultPoint.COMMIT_BEFORE_TABLE);
        CommitOutcome outcome =
                on.commit(change, context.history().stamp(attempt.steps().get(step), attempts.intents()));
        context.reached(FaultPoint.COMMIT_AFTER_TABLE);
        return exact(outcome);
    }

    private static Optional<PinnedTable> exact(CommitOutcome outcome) {
        return outcome.match(new CommitOutcome.Cases<>() {
            @Override
            public Optional<PinnedTable> committed(PinnedTable table) {
                return Optional.of(table);
            }

            @Override
            public Optional<PinnedTable> overshot(long landedAt) {
                return Optional.empty();
            }

            @Override
            public Optional<PinnedTable> rejected(String reason) {
                return Optional.empty();
            }
        });
    }

    private static CommittedTable checked(StagedTable staged, PinnedTable table, Attempt attempt) {
        long found = table.rowCount();
        if (found != attempt.rows()) {
            long version = table.version();
            table.close();
            TablePin pin = staged.pin();
            throw new CorruptState(
                    pin.path().value(),
                    "version " + version + " of table " + pin.name() + " should have " + attempt.rows()
                            + " rows but has " + found + "; it was not published");
        }
        return new CommittedTable(
                staged.pinAt(table.version(), attempt.last(), attempt.rows()),
                table,
                Optional.of(staged.changed(attempt.rows())));
    }
}
