package io.headgate.engine.table.lance;

/**
 * Expected costs of the two ways to find keys, in nanoseconds. The constants come from {@code KeyLookupBench} on two busy
 * cores with ids of 13 bytes in fragments of 500k rows:
 *
 * <pre>
 *                 keys      1     10    100   1000   10000  100000
 *  1M rows  scan    ms     77     43     64     63      51      52
 *           index   ms      2      2     19    242    4694
 * 10M rows  scan    ms            342    522    455
 *           index   ms              4     43    555
 * </pre>
 *
 * <p>They are orders of magnitude; a wrong guess costs time, never rows.
 */
final class LookupCost {

    /** Opening a scan and closing it. */
    private static final double SCAN_START = 1_000_000;
    /** Decoding one id and asking the key set. */
    private static final double SCAN_ROW = 45;

    /** Reading which fragments the index covers, and one condition. */
    private static final double INDEX_START = 3_000_000;
    /** One key of it: between the 0.2 ms of 1M and the 0.5 ms of 10M rows. */
    private static final double INDEX_KEY = 400_000;

    private LookupCost() {}

    static boolean indexMayWin(long rows, int keys) {
        return INDEX_START + INDEX_KEY * keys < SCAN_START + SCAN_ROW * rows;
    }
}
