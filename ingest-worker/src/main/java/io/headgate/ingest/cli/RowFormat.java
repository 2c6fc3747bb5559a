package io.headgate.ingest.cli;

import java.util.Locale;

/** How rows are printed. */
enum RowFormat {
    TABLE,
    JSON,
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
