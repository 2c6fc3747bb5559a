package io.headgate.ingest.cli;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints rows, one after the other. */
interface RowPrinter {

    /** Begins; called once, also when there are no rows. */
    void columns(List<String> names) throws IOException;

    /** Prints one row, or keeps it until {@link #end}; the values are those of {@link ArrowValues}. */
    void row(List<@Nullable Object> values) throws IOException;

    void end() throws IOException;
}
