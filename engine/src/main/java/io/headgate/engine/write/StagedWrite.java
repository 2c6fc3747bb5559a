package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import java.util.List;

/**
 * What the stage phase leaves: data files that no version names, and what is to be done with them.
 *
 * @param base the graph version it is to be put on
 * @param tables one for each table that changes
 */
record StagedWrite(GraphManifest base, List<StagedTable> tables) {

    StagedWrite {
        tables = List.copyOf(tables);
    }

    /** The same on another graph version, which has all the tables. */
    StagedWrite on(GraphManifest newBase) {
        return new StagedWrite(
                newBase,
                tables.stream()
                        .map(table -> table.on(newBase.table(table.pin().id()).orElseThrow())
                                .indexedFrom(base.version(), newBase.version()))
                        .toList());
    }
}
