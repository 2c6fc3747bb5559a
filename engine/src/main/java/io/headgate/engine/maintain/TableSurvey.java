package io.headgate.engine.maintain;

import io.headgate.engine.Catalogue;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableStore;
import java.util.List;

/** Looks at tables without a writer's doors: opens each of them, one after the other, and changes nothing. */
public final class TableSurvey {

    private TableSurvey() {}

    /** What every table is made of, in the order of the graph version. */
    public static List<TableStatus> of(
            GraphManifest manifest, TableStore tables, Catalogue catalogue, MaintenanceLimits limits) {
        return manifest.tables().stream()
                .map(pin -> status(manifest, pin, tables, catalogue, limits))
                .toList();
    }

    private static TableStatus status(
            GraphManifest manifest, TablePin pin, TableStore tables, Catalogue catalogue, MaintenanceLimits limits) {
        List<DeclaredIndex> declared = DeclaredIndexes.of(catalogue.at(manifest), pin);
        try (PinnedTable table = tables.open(pin.path(), pin.version())) {
            return TableStatuses.of(manifest.version(), pin, table.layout(), declared, limits);
        }
    }
}
