package io.headgate.engine.table.memory;

import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.CorruptState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What lies on the "disk" under {@link MemoryTableStore}s: stores that share it stand for processes that share a
 * directory. Everything is kept on the Java heap. Behaves the same for the same calls in the
 * same order. Thread-safe.
 */
public final class MemoryTables {

    private final Map<TablePath, MemoryTable> tables = new HashMap<>();

    synchronized MemoryTable createIfAbsent(TablePath path, Schema schema, TransactionStamp stamp) {
        MemoryTable table = tables.computeIfAbsent(path, missing -> new MemoryTable(path, schema, stamp));
        if (!ArrowRows.sameColumns(table.schema(), schema)) {
            throw new CorruptState(
                    path.value(),
                    "Table " + path + " is there already with other columns ("
                            + table.schema().getFields() + ") than are to be created (" + schema.getFields() + ")");
        }
        return table;
    }

    synchronized MemoryTable find(TablePath path) {
        return Optional.ofNullable(tables.get(path))
                .orElseThrow(() -> new CorruptState(path.value(), "There is no table " + path));
    }

    /** Removes the files that no version of the table names, as if they had lain there for longer than seven days. */
    public synchronized void loseStagedFiles(TablePath path) {
        find(path).loseStagedFiles();
    }
}
