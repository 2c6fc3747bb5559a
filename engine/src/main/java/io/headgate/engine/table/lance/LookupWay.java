package io.headgate.engine.table.lance;

/** A way to find the rows of given keys; all give the same rows. */
public enum LookupWay {
    /** Whichever is expected to be faster. The default. */
    BY_COST(new CostBasedKeyLookup()),
    /** Reading all ids. */
    SCAN(new ScanKeyLookup()),
    /** Asking the BTREE about each key, and reading the ids that it does not cover. */
    INDEX(new IndexKeyLookup());

    private final KeyLookup lookup;

    LookupWay(KeyLookup lookup) {
        this.lookup = lookup;
    }

    KeyLookup lookup() {
        return lookup;
    }
}
