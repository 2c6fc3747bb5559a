package io.headgate.engine.verify;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.TablePath;
import io.headgate.recovery.id.TransactionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every table version that a kept graph version names, once, newest first. */
final class KeptPins {

    private final Map<TablePath, List<Kept>> byTable = new HashMap<>();

    /**
     * One table version.
     *
     * @param graphVersion the newest graph version that names it
     */
    record Kept(long version, TransactionId transaction, long rows, long graphVersion) {
        private boolean isSame(TablePin pin) {
            return version == pin.version() && transaction.equals(pin.transaction()) && rows == pin.rows();
        }
    }

    /** To be called for the newest graph version first, so that what stays the same follows itself. */
    void add(GraphManifest manifest) {
        for (TablePin pin : manifest.tables()) {
            List<Kept> kept = byTable.computeIfAbsent(pin.path(), first -> new ArrayList<>());
            if (kept.isEmpty() || !kept.get(kept.size() - 1).isSame(pin)) {
                kept.add(new Kept(
                        pin.version(),
                        pin.transaction(),
                        pin.rows(),
                        manifest.version().number()));
            }
        }
    }

    List<Kept> of(TablePath table) {
        return byTable.getOrDefault(table, List.of());
    }
}
