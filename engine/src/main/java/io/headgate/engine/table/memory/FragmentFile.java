package io.headgate.engine.table.memory;

import java.util.List;

/**
 * A data file: written once, never changed, not part of any version by itself.
 *
 * @param name the opaque text by which {@link io.headgate.engine.table.StagedRows} names it
 * @param content the rows as an Arrow IPC stream
 * @param ids the {@code id} of each row; empty when the table has no such column
 * @param carried the identity of each row when they were in the table before; empty when they are new
 */
record FragmentFile(String name, byte[] content, List<String> ids, int rows, List<Long> carried) {

    FragmentFile {
        ids = List.copyOf(ids);
        carried = List.copyOf(carried);
    }
}
