package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectKey;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.decide.TableShape;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.DriftedTable;
import io.headgate.recovery.error.NewerFormat;
import io.headgate.recovery.error.RecoveryRequired;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Words the refusal to write over tables that cannot be explained: which ones, what was seen, and the way out. */
final class Drift {

    private final WriteContext context;

    Drift(WriteContext context) {
        this.context = context;
    }

    /** Looks at every table, because one that drifted is seldom alone. */
    RecoveryRequired refusal(GraphManifest manifest) {
        List<DriftedTable> drifted = new ArrayList<>();
        Set<TableId> ids = new HashSet<>();
        boolean repairable = true;
        for (TablePin pin : manifest.tables()) {
            TableFinding finding = context.probe().find(pin, List.of());
            if (finding.shape().needsAPerson()) {
                drifted.add(drifted(pin, finding));
                ids.add(pin.id());
                repairable &= finding.shape() == TableShape.FOREIGN;
            }
        }
        String tables = drifted.stream().map(DriftedTable::toString).collect(Collectors.joining("; "));
        return new RecoveryRequired(
                drifted,
                "graph version " + manifest.version() + " cannot be written on: " + tables
                        + ". Headgate does not overwrite what it cannot explain. Readers are not affected. "
                        + advice(repairable, ids));
    }

    static DriftedTable drifted(TablePin pin, TableFinding finding) {
        return new DriftedTable(pin.name(), pin.path().value(), pin.version(), finding.head(), finding.reason());
    }

    private String advice(boolean repairable, Set<TableId> drifted) {
        String graph = context.environment().objects().location();
        if (!repairable) {
            return "Versions or files of a table are missing: put them back from a copy of " + graph
                    + ", then start the writer again";
        }
        List<ObjectKey> unfinished;
        try {
            unfinished = new PendingIntents(context).keys();
            long others = unfinished.stream()
                    .filter(key -> !waitsForRepair(key, drifted))
                    .count();
            if (others > 0) {
                return "Unfinished writes: " + others
                        + ". Wait for their writers, or settle them with headgate recover " + "--graph " + graph
                        + "; what is left then is for headgate repair --graph " + graph;
            }
        } catch (StorageUnavailable e) {
            return "It could not be classified because the unfinished writes could not be listed (" + e.getMessage()
                    + "): nothing is advised until they can";
        }
        String repair = "this will not go away by itself: headgate repair --graph " + graph
                + " shows what happened and what can be done";
        return unfinished.isEmpty()
                ? "No write is unfinished, so " + repair
                : "The unfinished writes (" + unfinished.size()
                        + ") change these very tables and are settled once they are " + "repaired, so " + repair;
    }

    /** An intent that changes a drifted table cannot be settled before it is repaired, by its writer or by anybody. */
    private boolean waitsForRepair(ObjectKey key, Set<TableId> drifted) {
        try {
            return context.environment()
                    .objects()
                    .get(key)
                    .map(object -> context.intents().read(object.content(), key.path()))
                    .map(intent -> intent.effects().stream().anyMatch(effect -> drifted.contains(effect.table())))
                    .orElse(true);
        } catch (CorruptState | NewerFormat unreadable) {
            return false;
        }
    }
}
