package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableStore;
import io.headgate.recovery.id.TableId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables that a writer holds open between writes: at most one handle for each table, so that a write opens a table only
 * when somebody else has moved its pin since the last one.
 */
final class OpenTables implements AutoCloseable {

    private final TableStore tables;
    private final Map<TableId, PinnedTable> handles = new HashMap<>();

    OpenTables(TableStore tables) {
        this.tables = tables;
    }

    /** The table at exactly the pinned version. It stays ours; nobody else closes it. */
    PinnedTable at(TablePin pin) {
        PinnedTable held = handles.get(pin.id());
        if (held != null && held.version() == pin.version()) {
            return held;
        }
        hold(pin.id(), tables.open(pin.path(), pin.version()));
        return handles.get(pin.id());
    }

    /** Takes over a handle in place of the one that is held. */
    void hold(TableId id, PinnedTable table) {
        @Nullable PinnedTable previous = handles.put(id, table);
        if (previous != null && previous != table) {
            previous.close();
        }
    }

    @Override
    public void close() {
        handles.values().forEach(PinnedTable::close);
        handles.clear();
    }
}
