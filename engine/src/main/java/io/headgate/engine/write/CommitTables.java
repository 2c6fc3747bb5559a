package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.CommitOutcome;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Phase B: one transaction for each table, on exactly the pinned content. A HEAD that others moved is put right first: the
 * pinned content is restored on top and the change is staged again. That gives the purity rule: what a version adds to the
 * one that was published before is this write and nothing else.
 */
final class CommitTables {

    private final WriteContext context;

    CommitTables(WriteContext context) {
        this.context = context;
    }

    /** The tables at their new versions; the caller closes them, or gives them to {@link OpenTables}. */
    List<CommittedTable> commit(ArmedWrite write) {
        List<CommittedTable> committed = new ArrayList<>();
        try {
            for (StagedTable table : write.staged().tables()) {
                committed.add(commit(table, write.intent()));
            }
            return committed;
        } catch (RuntimeException e) {
            committed.forEach(table -> table.table().close());
            throw e;
        }
    }

    private CommittedTable commit(StagedTable staged, Intent intent) {
        PinnedTable pinned = context.open().at(staged.pin());
        PinnedTable base = pinned;
        StagedChange change = staged.change();
        TransactionId transaction = firstTransaction(staged, intent);
        try {
            for (int attempt = 1; attempt <= attempts(); attempt++) {
                long head = base.headVersion();
                if (head != base.version()) {
                    context.history().requireOurs(staged.pin(), base, head);
                    PinnedTable restored = restore(pinned, intent);
                    closeUnlessHeld(base, pinned);
                    base = restored;
                    change = staged.stageOn(base);
                }
                context.reached(FaultPoint.COMMIT_BEFORE_TABLE);
                CommitOutcome outcome = base.commit(change, context.history().stamp(transaction, List.of(intent.id())));
                context.reached(FaultPoint.COMMIT_AFTER_TABLE);
                Optional<PinnedTable> exact = exact(outcome);
                if (exact.isPresent()) {
                    return committed(staged.pin(), base, change, exact.get(), transaction);
                }
                transaction = context.environment().ids().transaction();
            }
            throw new Conflict(
                    staged.pin().name(),
                    "table " + staged.pin().name() + " (" + staged.pin().path() + ") was moved by others in each of "
                            + attempts() + " attempts to commit on version "
                            + staged.pin().version()
                            + "; too many writers work on this graph at once, try again later");
        } finally {
            closeUnlessHeld(base, pinned);
        }
    }

    private int attempts() {
        return context.environment().limits().tableAttempts();
    }

    private PinnedTable restore(PinnedTable pinned, Intent intent) {
        context.reached(FaultPoint.COMMIT_BEFORE_RESTORE);
        PinnedTable restored = pinned.restore(
                context.history().stamp(context.environment().ids().transaction(), List.of(intent.id())));
        context.reached(FaultPoint.COMMIT_AFTER_RESTORE);
        return restored;
    }

    private static void closeUnlessHeld(PinnedTable table, PinnedTable held) {
        if (table != held) {
            table.close();
        }
    }

    /** The id that the intent announced, so that a history can be compared with it. */
    private static TransactionId firstTransaction(StagedTable staged, Intent intent) {
        return intent.effects().stream()
                .filter(effect -> effect.table().equals(staged.pin().id()))
                .findFirst()
                .orElseThrow()
                .transaction();
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

    private static CommittedTable committed(
            TablePin pin, PinnedTable base, StagedChange change, PinnedTable table, TransactionId transaction) {
        long expected = base.rowCount() + change.rowsAdded() - change.rowsRemoved();
        long found = table.rowCount();
        if (found != expected) {
            long version = table.version();
            table.close();
            throw new CorruptState(
                    pin.path().value(),
                    "version " + version + " of table " + pin.name() + " should have " + expected + " rows but has "
                            + found + "; it was not published");
        }
        return new CommittedTable(pin.at(table.version(), transaction, expected), table);
    }
}
