package io.headgate.ingest.demo;

import java.util.Optional;

/** Ticks off the rows that are found against those that must be there. */
final class TableTally {

    private final String name;
    private final FingerprintMap missing;
    private final int due;
    private long unexpected;
    private long different;
    private Optional<String> example = Optional.empty();

    /** @param due fingerprint of each row that must be there, by that of its id; emptied by this tally */
    TableTally(String name, FingerprintMap due) {
        this.name = name;
        this.missing = due;
        this.due = due.size();
    }

    /** @param shown the row's id, for people */
    void found(long id, long row, String shown) {
        long wanted = missing.remove(id);
        if (wanted == row) {
            return;
        }
        if (wanted == FingerprintMap.ABSENT) {
            unexpected++;
        } else {
            different++;
        }
        if (example.isEmpty()) {
            example = Optional.of(shown);
        }
    }

    /** Empty when exactly the rows were found that must be there, each one once. */
    Optional<String> difference() {
        if (missing.size() == 0 && unexpected == 0 && different == 0) {
            return Optional.empty();
        }
        return Optional.of(name + ": of " + due + " rows " + missing.size() + " are missing and " + different
                + " have other values; " + unexpected + " rows are too many"
                + example.map(id -> " (for example " + id + ")").orElse(""));
    }
}
