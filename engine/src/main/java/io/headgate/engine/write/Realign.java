package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes pins and HEADs agree again where writers of this graph moved tables and did not publish: the published content is
 * restored on top, and the restored versions are published.
 */
final class Realign {

    private static final int ATTEMPTS = 20;

    private final WriteContext context;
    private final Publish publish;
    private final Drift drift;
    private final Overtaken overtaken;

    Realign(WriteContext context, Publish publish, Drift drift) {
        this.context = context;
        this.publish = publish;
        this.drift = drift;
        this.overtaken = new Overtaken(context);
    }

    /**
     * What came of it.
     *
     * @param newest the newest graph version afterwards
     * @param published the version that names the restored tables; empty when all agreed already
     */
    record Realigned(GraphManifest newest, Optional<GraphVersion> published) {}

    /**
     * @param tables which ones; those that the graph does not have any more are left alone
     * @param intents on whose account
     */
    Realigned realign(GraphManifest newest, List<TableId> tables, List<IntentId> intents) {
        GraphManifest base = newest;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<CommittedTable> restored;
            try {
                restored = restoreMoved(base, tables, intents);
            } catch (CorruptState | RecoveryRequired | StorageUnavailable failure) {
                base = overtaken.newestInsteadOf(base, failure);
                continue;
            }
            if (restored.isEmpty()) {
                return new Realigned(base, Optional.empty());
            }
            Publish.Result result = publish.publishRestored(
                    base, restored.stream().map(CommittedTable::pin).toList());
            Optional<GraphManifest> winner = result.winner();
            if (winner.isEmpty()) {
                restored.forEach(table -> context.open().hold(table.pin().id(), table.table()));
                return new Realigned(
                        result.proposed(), Optional.of(result.proposed().version()));
            }
            restored.forEach(table -> table.table().close());
            base = context.newestAfter(winner.get());
        }
        throw new Conflict(
                "graph version",
                "the versions restored for " + intents + " could not be published in " + ATTEMPTS
                        + " attempts because other writers kept publishing; try again when fewer are at work");
    }

    private List<CommittedTable> restoreMoved(GraphManifest base, List<TableId> tables, List<IntentId> intents) {
        List<CommittedTable> restored = new ArrayList<>();
        try {
            for (TableId id : tables) {
                base.table(id).flatMap(pin -> restoreMoved(base, pin, intents)).ifPresent(restored::add);
            }
            return restored;
        } catch (RuntimeException e) {
            restored.forEach(table -> table.table().close());
            throw e;
        }
    }

    private Optional<CommittedTable> restoreMoved(GraphManifest base, TablePin pin, List<IntentId> intents) {
        PinnedTable table = context.open().at(pin);
        for (int look = 1; look <= ATTEMPTS; look++) {
            TableFinding finding = context.probe().find(pin, table, List.of());
            switch (finding.shape()) {
                case UNMOVED -> {
                    return Optional.empty();
                }
                case RESTORED -> {
                    return Optional.of(adopt(pin, table, finding.head()));
                }
                case STRAY, APPLIED, PARTIAL, PUBLISHED -> {
                    TransactionId transaction = context.environment().ids().transaction();
                    Optional<PinnedTable> restored = restore(table, finding.head(), transaction, intents);
                    if (restored.isPresent()) {
                        return restored.map(
                                at -> new CommittedTable(pin.at(at.version(), transaction, pin.rows()), at));
                    }
                }
                case FOREIGN, BEHIND, GONE -> throw drift.refusal(base);
            }
        }
        throw new Conflict(
                pin.name(),
                "table " + pin.name() + " (" + pin.path() + ") was moved by others whenever it was restored, "
                        + ATTEMPTS + " times; try again when fewer are at work");
    }

    private static CommittedTable adopt(TablePin pin, PinnedTable table, long head) {
        TransactionId by = table.transactionOf(head).orElseThrow().stamp().id();
        return new CommittedTable(pin.at(head, by, pin.rows()), table.adopt(head));
    }

    /**
     * Puts the content of the version that is open on top of the HEAD.
     *
     * @param head up to where the history was looked into
     * @return the restored version; empty when somebody committed after that look, so that it has to be taken again: what came in
     *     between may be another program's work
     */
    Optional<PinnedTable> restore(PinnedTable table, long head, TransactionId transaction, List<IntentId> intents) {
        context.reached(FaultPoint.COMMIT_BEFORE_RESTORE);
        PinnedTable restored = table.restore(context.history().stampOfRestore(transaction, intents, table.version()));
        context.reached(FaultPoint.COMMIT_AFTER_RESTORE);
        context.restores().incrementAndGet();
        if (restored.version() == head + 1) {
            return Optional.of(restored);
        }
        restored.close();
        return Optional.empty();
    }
}
