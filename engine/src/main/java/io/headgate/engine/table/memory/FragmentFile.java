package io.headgate.engine.table.memory;

import java.util.List;

/**
 * A data file: written once, never changed, not part of any version by itself.
 *
 * @param name the opaque text by which {@link io.headgate.engine.table.StagedRows} names it
 * @param content the rows as an Arrow IPC stream
 * @param ids the {@code id} of each row; empty when the table has no such column
 */
record FragmentFile(String name, byte[] content, List<String> ids, int rows) {

    FragmentFile {
        ids = List.copyOf(ids);
    }
}
