package io.headgate.engine.table.lance;

/**
 * Expected costs of the two ways to find keys, in nanoseconds. {@code KeyLookupBench}, one run on two idle cores, ids of 13
 * bytes, fragments of 500k rows. Milliseconds, fastest of three, for keys that are present; a dash was not measured:
 *
 * <pre>
 *               keys  1     10    100   1000   10000   100000
 *  1M rows  scan      43    49    57    54     65      97
 *           index     2     4     13    135    1188    -
 * 10M rows  scan      413   344   366   433    448     591
 *           index     4     6     24    295    7001    -
 * </pre>
 *
 * <p>That includes writing the deletion files. The constants put the change-over at about 200 keys of 1M rows and 2,000 keys of
 * 10M rows; a wrong guess costs time, never rows.
 */
final class LookupCost {

    /** Opening a scan of a small table and closing it. */
    private static final double SCAN_START = 1_000_000;
    /** Decoding one id and asking the key set. */
    private static final double SCAN_ROW = 42;

    /** Reading which fragments the index covers, and one condition. */
    private static final double INDEX_START = 2_000_000;
    /** One key of it: between the 0.1 ms of 1M and the 0.3 ms of 10M rows. */
    private static final double INDEX_KEY = 200_000;

    private LookupCost() {}

    static boolean indexMayWin(long rows, int keys) {
        return INDEX_START + INDEX_KEY * keys < SCAN_START + SCAN_ROW * rows;
    }
}
