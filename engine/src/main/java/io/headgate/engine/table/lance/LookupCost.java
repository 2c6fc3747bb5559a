package io.headgate.engine.table.lance;

/**
 * Expected costs of the two ways to find keys, in nanoseconds. {@code KeyLookupBench}, one run on two cores that were
 * heavily loaded by other work (load 15 to 18), ids of 13 bytes, fragments of 500k rows. Milliseconds, fastest of three,
 * keys that are absent / present; a dash was not measured:
 *
 * <pre>
 *               keys  1         10        100       1000      10000       100000
 *  1M rows  scan      138/77    45/43     139/64    74/63     133/51      52/321
 *           index     5/2       2/7       19/25     242/370   4694/4993   -
 * 10M rows  scan      -         342/356   522/522   455/514   -           -
 *           index     -         4/9       43/60     555/625   -           -
 * </pre>
 *
 * <p>Present keys include writing the deletion files. The constants are chosen to put the change-over where the table
 * does (a few hundred keys at 1M, about a thousand at 10M rows), not fitted; a wrong guess costs time, never rows.
 */
final class LookupCost {

    /** Opening a scan and closing it; estimated. */
    private static final double SCAN_START = 1_000_000;
    /** Decoding one id and asking the key set. */
    private static final double SCAN_ROW = 45;

    /** Reading which fragments the index covers, and one condition; estimated. */
    private static final double INDEX_START = 3_000_000;
    /** One key of it: between the 0.2 ms of 1M and the 0.5 ms of 10M rows. */
    private static final double INDEX_KEY = 400_000;

    private LookupCost() {}

    static boolean indexMayWin(long rows, int keys) {
        return INDEX_START + INDEX_KEY * keys < SCAN_START + SCAN_ROW * rows;
    }
}
