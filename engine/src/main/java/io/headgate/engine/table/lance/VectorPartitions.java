package io.headgate.engine.table.lance;

/**
 * Into how many partitions the vectors of one segment of an index are sorted. A search looks at a few partitions only, so few
 * vectors to a partition make it cheap; training costs time and 256 vectors for each of them.
 */
final class VectorPartitions {

    private static final long ROWS = 4096;
    private static final long MOST = 1024;

    private VectorPartitions() {}

    static int of(long rows) {
        return (int) Math.max(1, Math.min(MOST, rows / ROWS));
    }
}
