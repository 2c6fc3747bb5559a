package io.headgate.ingest.cli;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.ScanRequest;
import io.headgate.ingest.config.Suggestion;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows of one table.
 *
 * @param columns those to print, in this order; empty for all
 * @param where a condition in SQL
 * @param limit the most rows to print
 */
record RowQuery(List<String> columns, Optional<String> where, OptionalLong limit) {

    /**
     * Runs the query. Stops early when nobody reads the output any more.
     *
     * @return whether there were more rows than the limit allows
     */
    boolean print(Snapshot snapshot, TablePin table, RowPrinter printer, Terminal terminal) throws IOException {
        List<String> names = names(snapshot, table);
        // One more than wanted tells whether there are more.
        OptionalLong fetched = limit.isPresent() ? OptionalLong.of(limit.getAsLong() + 1) : limit;
        printer.columns(names);
        long printed = 0;
        boolean more = false;
        try (ArrowReader reader = snapshot.scan(table.kind(), table.name(), new ScanRequest(names, where, fetched))) {
            while (!more && !terminal.outputIsClosed() && reader.loadNextBatch()) {
                VectorSchemaRoot batch = reader.getVectorSchemaRoot();
                List<FieldVector> vectors = names.stream().map(batch::getVector).toList();
                for (int row = 0; row < batch.getRowCount(); row++) {
                    if (limit.isPresent() && printed == limit.getAsLong()) {
                        more = true;
                        break;
                    }
                    printer.row(values(vectors, row));
                    printed++;
                }
            }
        }
        printer.end();
        return more;
    }

    private List<String> names(Snapshot snapshot, TablePin table) {
        List<String> there = snapshot.schema(table.kind(), table.name()).getFields().stream()
                .map(Field::getName)
                .toList();
        for (String column : columns) {
            if (!there.contains(column)) {
                throw new BadConfiguration(
                        "--columns",
                        table.name() + " has no column '" + column + "'. "
                                + Suggestion.closest(column, there)
                                        .map(name -> "Did you mean '" + name + "'? ")
                                        .orElse("")
                                + "There are: " + String.join(", ", there));
            }
        }
        return columns.isEmpty() ? there : columns;
    }

    private static List<@Nullable Object> values(List<FieldVector> vectors, int row) {
        List<@Nullable Object> values = new ArrayList<>(vectors.size());
        for (FieldVector vector : vectors) {
            values.add(ArrowValues.read(vector, row));
        }
        return values;
    }
}
