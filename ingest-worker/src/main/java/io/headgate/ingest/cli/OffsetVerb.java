package io.headgate.ingest.cli;

import java.util.Locale;

/** The ways to change offsets, in the words of the command line. */
enum OffsetVerb {
    REWIND("read once more", true),
    SKIP("never read", false),
    REBASE("", true);

    private final String consequence;
    private final boolean mayRepeat;

    OffsetVerb(String consequence, boolean mayRepeat) {
        this.consequence = consequence;
        this.mayRepeat = mayRepeat;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What becomes of the records between the old offset and the new one. */
    String consequence() {
        return consequence;
    }

    /** Whether records that are in the graph may be read again. */
    boolean mayRepeat() {
        return mayRepeat;
    }
}
