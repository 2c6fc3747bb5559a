package io.headgate.engine.read;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.TableStore;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.id.TableId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One graph version, for reading: every table as of that version, whatever is committed meanwhile. Opens each table once and
 * keeps it until {@link #close()}. For use by one thread at a time.
 */
public final class Snapshot implements AutoCloseable {

    private final GraphManifest manifest;
    private final TableStore tables;
    private final Map<TableId, PinnedTable> open = new HashMap<>();

    public Snapshot(GraphManifest manifest, TableStore tables) {
        this.manifest = manifest;
        this.tables = tables;
    }

    public GraphManifest manifest() {
        return manifest;
    }

    /**
     * Reads rows in batches of the table's columns.
     *
     * @return to be closed before the snapshot is
     */
    public ArrowReader scan(TableKind kind, String name, ScanRequest request) {
        return table(kind, name).scan(request);
    }

    /** Number of rows; read from the graph version, so it costs nothing. */
    public long count(TableKind kind, String name) {
        return pin(kind, name).rows();
    }

    /** The columns of a table. */
    public Schema schema(TableKind kind, String name) {
        return table(kind, name).schema();
    }

    private PinnedTable table(TableKind kind, String name) {
        TablePin pin = pin(kind, name);
        return open.computeIfAbsent(pin.id(), id -> tables.open(pin.path(), pin.version()));
    }

    private TablePin pin(TableKind kind, String name) {
        return manifest.table(kind, name)
                .orElseThrow(() -> new BadConfiguration(
                        "table",
                        "graph version " + manifest.version() + " has no "
                                + kind.name().toLowerCase(Locale.ROOT)
                                + " table '" + name + "'; it has "
                                + manifest.tables().stream().map(TablePin::name).collect(Collectors.joining(", "))));
    }

    @Override
    public void close() {
        open.values().forEach(PinnedTable::close);
        open.clear();
    }
}
