package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.KeyIndex;
import io.headgate.engine.table.KeySet;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedRows;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.EffectKind;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.TableEffect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makes a staged write of an intent that somebody else armed: its data files are used as they lie there. */
final class Restaging {

    private static final long UNKNOWN_SIZE = 0;

    private Restaging() {}

    /**
     * @param newest has every table that the intent changes
     * @throws CorruptState when a staged file is missing or cut off
     */
    static StagedWrite of(WriteContext context, Intent intent, GraphManifest newest) {
        return new StagedWrite(
                newest,
                intent.effects().stream()
                        .map(effect -> table(
                                        context,
                                        effect,
                                        newest.table(effect.table()).orElseThrow())
                                .indexedFrom(intent.base(), newest.version()))
                        .toList());
    }

    private static StagedTable table(WriteContext context, TableEffect effect, TablePin pin) {
        if (effect.keepsContent()) {
            return StagedTable.ofMaintenance(
                    pin,
                    new StagedMaintenance(
                            effect.rewrites(), effect.indexes(), effect.baseVersion(), effect.indexedUpTo()),
                    Optional.empty());
        }
        StagedRows rows = new StagedRows(effect.fragments(), effect.rows(), UNKNOWN_SIZE);
        context.open().at(pin).requireStaged(rows);
        return StagedTable.ofRows(
                pin,
                effect.kind(),
                rows,
                effect.kind() == EffectKind.APPEND
                        ? KeySet.of(List.of())
                        : keys(context.open().at(pin), rows, effect.deletedKeys()),
                effect.deletedKeys(),
                Optional.empty());
    }

    private static KeySet keys(PinnedTable table, StagedRows rows, List<String> deletedKeys) {
        KeySet replaced = table.keysOf(rows);
        KeyIndex keys = new KeyIndex(replaced.size() + deletedKeys.size());
        replaced.forEach(key -> add(keys, key));
        deletedKeys.forEach(key -> add(keys, key));
        return new KeySet(keys);
    }

    private static void add(KeyIndex keys, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        keys.findOrAdd(bytes, 0, bytes.length);
    }
}
