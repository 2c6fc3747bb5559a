package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableStore;
import io.headgate.recovery.id.TableId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tables that a writer holds open between writes: at most one handle for each table, so that a write opens a table only
 * when somebody else has moved its pin since the last one. Different tables may be opened by different threads.
 */
final class OpenTables implements AutoCloseable {

    private final TableStore tables;
    private final Map<TableId, PinnedTable> handles = new ConcurrentHashMap<>();

    OpenTables(TableStore tables) {
        this.tables = tables;
    }

    /** The table at exactly the pinned version. It stays ours; nobody else closes it. */
    PinnedTable at(TablePin pin) {
        return handles.compute(pin.id(), (id, held) -> {
            if (held != null && held.version() == pin.version()) {
                return held;
            }
            PinnedTable opened = tables.open(pin.path(), pin.version());
            if (held != null) {
                held.close();
            }
            return opened;
        });
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
