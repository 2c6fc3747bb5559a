package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.write.RepairReport.TableRepair;
import io.headgate.recovery.decide.RepairChoice;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one repair: on one graph version after the other, until all tables that can be repaired are published in one. */
final class Mending {

    private static final Logger LOG = LoggerFactory.getLogger(Mending.class);
    private static final String OPERATION = "repair";
    private static final int ATTEMPTS = 20;

    private final WriteContext context;
    private final Phases phases;
    private final Examination examination;
    private final boolean force;
    /** What was put on top of a table in this run, and is found there when a race was lost. */
    private final Map<TableId, TableRepair> restored = new HashMap<>();

    Mending(WriteContext context, Phases phases, Examination examination, boolean force) {
        this.context = context;
        this.phases = phases;
        this.examination = examination;
        this.force = force;
    }

    /** What came of it. */
    record Mended(GraphManifest newest, List<TableRepair> tables, Optional<GraphVersion> published) {}

    Mended run(GraphManifest from) {
        GraphManifest base = from;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<TableRepair> tables = examination.examine(base, force);
            List<TableRepair> repairable = tables.stream()
                    .filter(table -> table.choice(force).action().repairs())
                    .toList();
            if (repairable.isEmpty()) {
                return new Mended(base, tables, Optional.empty());
            }
            Optional<Publish.Result> result = attempt(base, repairable);
            if (result.isPresent() && result.get().winner().isEmpty()) {
                GraphManifest published = result.get().proposed();
                return new Mended(published, asFound(tables), Optional.of(published.version()));
            }
            base = context.newestAfter(base);
        }
        throw new Conflict(
                "graph version",
                "the repaired tables could not be published in " + ATTEMPTS
                        + " attempts because other writers kept "
                        + "publishing or kept moving the tables; try again when fewer are at work");
    }

    /** Empty when a table was moved again meanwhile. */
    private Optional<Publish.Result> attempt(GraphManifest base, List<TableRepair> repairable) {
        List<CommittedTable> repaired = new ArrayList<>();
        boolean kept = false;
        try {
            for (TableRepair table : repairable) {
                Optional<CommittedTable> done =
                        carryOut(base.table(table.finding().table()).orElseThrow(), table);
                done.ifPresent(repaired::add);
            }
            if (repaired.size() < repairable.size()) {
                return Optional.empty();
            }
            Publish.Result result = phases.publish()
                    .publishVersions(
                            base,
                            OPERATION,
                            repaired.stream().map(CommittedTable::pin).toList());
            kept = result.winner().isEmpty();
            return Optional.of(result);
        } finally {
            for (CommittedTable table : repaired) {
                if (kept) {
                    context.open().hold(table.pin().id(), table.table());
                } else {
                    table.table().close();
                }
            }
        }
    }

    private Optional<CommittedTable> carryOut(TablePin pin, TableRepair table) {
        RepairChoice choice = table.choice(force);
        LOG.info(
                "phase=repair table={} action={} content={} pinned={} head={} because=\"{}\"",
                pin.name(),
                choice.action(),
                choice.content(),
                pin.version(),
                table.finding().head(),
                choice.reason());
        PinnedTable pinned = context.open().at(pin);
        if (!choice.restored()) {
            return Optional.of(adopt(pin, pinned, choice.content()));
        }
        restored.putIfAbsent(pin.id(), table);
        if (choice.content() == pin.version()) {
            return restore(pin, pinned, table.finding().head());
        }
        try (PinnedTable wanted = pinned.adopt(choice.content())) {
            return restore(pin, wanted, table.finding().head());
        }
    }

    private CommittedTable adopt(TablePin pin, PinnedTable pinned, long version) {
        TransactionId by = pinned.transactionOf(version).orElseThrow().stamp().id();
        PinnedTable adopted = pinned.adopt(version);
        return new CommittedTable(pin.replacedAt(version, by, adopted.rowCount()), adopted);
    }

    /** Empty when the HEAD was not the one that was judged: what came in between has to be looked at. */
    private Optional<CommittedTable> restore(TablePin pin, PinnedTable wanted, long head) {
        TransactionId transaction = context.environment().ids().transaction();
        return phases.realign().restore(wanted, head, transaction, List.of()).map(table -> {
            if (table.rowCount() != wanted.rowCount()) {
                table.close();
                throw new CorruptState(
                        pin.path().value(),
                        "version " + table.version() + " of table " + pin.name() + " should have the "
                                + wanted.rowCount() + " rows of version " + wanted.version()
                                + " but has others; it was not published");
            }
            return new CommittedTable(pin.replacedAt(table.version(), transaction, wanted.rowCount()), table);
        });
    }

    private List<TableRepair> asFound(List<TableRepair> tables) {
        return tables.stream()
                .map(table -> restored.getOrDefault(table.finding().table(), table))
                .toList();
    }
}
