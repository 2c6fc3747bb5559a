package io.headgate.bench.maintain;

/**
 * How the rows of a table differ from what they have to be.
 *
 * @param missing keys that have no row
 * @param repeated rows whose key has another one
 * @param unexpected rows whose key must not be there
 * @param wrong rows of the right key with other values
 */
record Difference(long missing, long repeated, long unexpected, long wrong) {

    static final Difference NONE = new Difference(0, 0, 0, 0);
}
