package io.headgate.engine.table.lance;

/**
 * Expected costs of the two ways to find keys, in nanoseconds. The constants are orders of magnitude, taken with {@code
 * KeyLookupBench} on two cores at 1M and 10M rows with ids of 13 bytes; they decide between ways that are both right.
 */
final class LookupCost {

    /** Opening a scan and closing it. */
    private static final double SCAN_START = 2_000_000;
    /** Decoding one id and asking the key set. */
    private static final double SCAN_ROW = 35;

    /** One condition through the BTREE. */
    private static final double INDEX_START = 2_000_000;
    /** One key of it. */
    private static final double INDEX_KEY = 75_000;

    private LookupCost() {}

    static boolean indexMayWin(long rows, int keys) {
        return INDEX_START + INDEX_KEY * keys < SCAN_START + SCAN_ROW * rows;
    }
}
