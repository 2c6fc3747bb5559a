package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.intent.EffectKind;
import java.util.List;
import java.util.Optional;

/**
 * One table's part of a staged write. The rows and keys hold on every version; a change is made from them for one version.
 *
 * @param pin the version it is to be put on
 * @param keys for an upsert, the ids of all rows to replace or delete
 * @param deletedKeys those of the keys that get no new row
 * @param change staged on the table that is open at the pin; empty when it is still to be made
 */
record StagedTable(
        TablePin pin,
        EffectKind kind,
        StagedRows rows,
        KeySet keys,
        List<String> deletedKeys,
        Optional<StagedChange> change) {

    StagedTable {
        deletedKeys = List.copyOf(deletedKeys);
    }

    /** The same rows and keys as a change on a version of the table. */
    StagedChange stageOn(PinnedTable table) {
        return stage(table, kind, rows, keys);
    }

    /** The same to be put on another version. */
    StagedTable on(TablePin newPin) {
        return newPin.version() == pin.version()
                ? this
                : new StagedTable(newPin, kind, rows, keys, deletedKeys, Optional.empty());
    }

    static StagedChange stage(PinnedTable table, EffectKind kind, StagedRows rows, KeySet keys) {
        return kind == EffectKind.APPEND ? table.stageAppend(rows) : table.stageReplace(keys, rows);
    }
}
