package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.MaintenancePlan;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.EffectKind;
import java.util.List;
import java.util.Optional;

/**
 * One table's part of a staged write. The rows, keys and maintenance hold on every version; a change is made from them for one
 * version.
 *
 * @param pin the version it is to be put on
 * @param keys for an upsert, the ids of all rows to replace or delete
 * @param deletedKeys those of the keys that get no new row
 * @param maintenance what changes but the content
 * @param prepared what it takes on the table that is open at the pin; empty when that is still to be found out
 */
record StagedTable(
        TablePin pin,
        EffectKind kind,
        StagedRows rows,
        KeySet keys,
        List<String> deletedKeys,
        StagedMaintenance maintenance,
        Optional<TableSteps> prepared) {

    StagedTable {
        deletedKeys = List.copyOf(deletedKeys);
    }

    /** Rows that are to be added or replaced. */
    static StagedTable ofRows(
            TablePin pin,
            EffectKind kind,
            StagedRows rows,
            KeySet keys,
            List<String> deletedKeys,
            Optional<StagedChange> change) {
        return new StagedTable(
                pin, kind, rows, keys, deletedKeys, StagedMaintenance.NONE, change.map(TableSteps.One::new));
    }

    static StagedTable ofMaintenance(TablePin pin, StagedMaintenance maintenance, Optional<MaintenancePlan> plan) {
        return new StagedTable(
                pin,
                EffectKind.MAINTAIN,
                StagedRows.NONE,
                KeySet.of(List.of()),
                List.of(),
                maintenance,
                plan.map(TableSteps.Planned::new));
    }

    /** What it takes on the table that is open at the pin. */
    TableSteps steps(PinnedTable table) {
        return prepared.orElseGet(() -> stepsOn(table));
    }

    /** What it takes on a version of the table. */
    TableSteps stepsOn(PinnedTable table) {
        return switch (kind) {
            case APPEND -> new TableSteps.One(table.stageAppend(rows));
            case UPSERT -> new TableSteps.One(table.stageReplace(keys, rows));
            case MAINTAIN ->
                new TableSteps.Planned(table.planMaintenance(maintenance.rewrites(), maintenance.indexes()));
        };
    }

    /** Only what is left of it for those steps. */
    StagedTable narrowedTo(TableSteps steps) {
        return steps instanceof TableSteps.Planned planned
                ? new StagedTable(pin, kind, rows, keys, deletedKeys, maintenance.narrowedTo(planned.plan()), prepared)
                : this;
    }

    /** Only what is left of it on the table that is open at the pin; of rows that is all. */
    StagedTable leftOn(PinnedTable table) {
        return kind == EffectKind.MAINTAIN ? narrowedTo(steps(table)) : this;
    }

    /** The same to be put on another version. */
    StagedTable on(TablePin newPin) {
        return newPin.version() == pin.version()
                ? this
                : new StagedTable(newPin, kind, rows, keys, deletedKeys, maintenance, Optional.empty());
    }

    /** The same in another graph version, in which the table has this pin. */
    StagedTable indexedFrom(GraphVersion from, GraphVersion to) {
        StagedMaintenance moved = maintenance.moved(from, to, pin);
        return moved == maintenance ? this : new StagedTable(pin, kind, rows, keys, deletedKeys, moved, prepared);
    }

    /** The change that was staged on the pin beforehand, as long as nobody has tried it. */
    Optional<StagedChange> untried() {
        return prepared.flatMap(steps -> steps instanceof TableSteps.One one ? one.untried() : Optional.empty());
    }

    /** What a graph version names once it is in the table. */
    TablePin pinAt(long version, TransactionId transaction, long newRows) {
        return kind == EffectKind.MAINTAIN
                ? maintenance.on(pin, version, transaction)
                : pin.at(version, transaction, newRows);
    }

    /** What it did, once it is in the table. */
    TableChange changed(long newRows) {
        return new TableChange(
                pin.id(),
                rows.fragments().size() + maintenance.fragmentsAdded(),
                maintenance.fragmentsReplaced(),
                rows.rows(),
                pin.rows() + rows.rows() - newRows,
                rows.bytes(),
                maintenance.rewrites().size(),
                maintenance.rowsRewritten(),
                maintenance.indexes().size());
    }
}
