package io.headgate.engine.table;

/**
 * The files of one table.
 *
 * @param files number of all files that were counted
 * @param bytes their size
 * @param unreferenced number of those that nothing names
 * @param unreferencedBytes their size
 * @param complete whether nothing was left out because of a limit; otherwise the unreferenced ones are too many rather than
 *     too few
 */
public record FileCensus(long files, long bytes, long unreferenced, long unreferencedBytes, boolean complete) {}
