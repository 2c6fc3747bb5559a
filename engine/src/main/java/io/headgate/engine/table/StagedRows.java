package io.headgate.engine.table;

import java.util.List;

/**
 * Rows that lie in data files which no version of the table names yet. They do not depend on a version: they can be
 * committed on top of any version with the same schema, by any process that has this value.
 *
 * @param fragments one opaque text for each data file, in the table store's own format
 * @param rows number of rows in all fragments
 * @param bytes size of the data files, 0 when the store does not know it
 */
public record StagedRows(List<String> fragments, long rows, long bytes) {

    public static final StagedRows NONE = new StagedRows(List.of(), 0, 0);

    public StagedRows {
        fragments = List.copyOf(fragments);
    }
}
