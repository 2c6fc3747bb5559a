package io.headgate.engine.write;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import java.util.Optional;

/**
 * A table whose new version holds exactly the pinned content and the write's effect.
 *
 * @param pin what a graph version would name
 * @param table open at that version
 * @param change what the write did to it; empty when its content was only put back
 */
record CommittedTable(TablePin pin, PinnedTable table, Optional<TableChange> change) {

    /** One that only agrees again with what is published. */
    CommittedTable(TablePin pin, PinnedTable table) {
        this(pin, table, Optional.empty());
    }
}
