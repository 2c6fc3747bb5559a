package io.headgate.engine.maintain;

import io.headgate.engine.manifest.TablePin;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;

/**
 * What one table of one graph version is made of.
 *
 * @param graphVersion the graph version
 * @param pin the table in it
 * @param fragments number of fragments
 * @param smallFragments those of them that are to grow
 * @param deletedRows number of rows that are deleted and still take up space
 * @param bytes size of the data files, as far as it is known
 * @param indexes one for each declared index
 * @param rewrites number of rewrites that are due: fragments that are to be made one, or have many deleted rows
 * @param needsWork whether {@link Maintenance#optimize} would find something to do
 */
public record TableStatus(
        GraphVersion graphVersion,
        TablePin pin,
        int fragments,
        int smallFragments,
        long deletedRows,
        long bytes,
        List<IndexStatus> indexes,
        int rewrites,
        boolean needsWork) {

    public TableStatus {
        indexes = List.copyOf(indexes);
    }
}
