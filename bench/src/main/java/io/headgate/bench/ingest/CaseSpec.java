package io.headgate.bench.ingest;

import java.util.Optional;

/**
 * One line of a table of results.
 *
 * @param name short, for the command line
 * @param title for readers
 * @param baseRows rows that are in the table beforehand
 */
record CaseSpec(String name, String title, Work work, Optional<Long> baseRows, Settings settings) {

    static CaseSpec of(String name, String title, Work work) {
        return new CaseSpec(name, title, work, Optional.empty(), Settings.NONE);
    }

    CaseSpec with(String setting, Object value) {
        return new CaseSpec(name, title, work, baseRows, settings.with(setting, value));
    }

    CaseSpec into(long rows) {
        return new CaseSpec(name, title, work, Optional.of(rows), settings.with("mode", "upsert"));
    }
}
