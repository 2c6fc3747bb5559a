package io.headgate.ingest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a list of values of one kind is printed: one line of JSON for each, or a table. Immutable.
 *
 * @param columns of the table
 */
record Listing<T>(List<Column<T>> columns) {

    Listing {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param value what stands in it
     */
    record Column<T>(String name, Function<T, @Nullable Object> value) {}

    static <T> Listing<T> of() {
        return new Listing<>(List.of());
    }

    /** The same with one more column, to the right of the others. */
    Listing<T> column(String name, Function<T, @Nullable Object> value) {
        List<Column<T>> more = new ArrayList<>(columns);
        more.add(new Column<>(name, value));
        return new Listing<>(more);
    }

    void print(Terminal terminal, boolean json, List<T> values) {
        if (json) {
            values.forEach(value -> terminal.out().println(Json.line(value)));
            return;
        }
        TextTable.print(
                terminal.out(),
                columns.stream().map(Column::name).toList(),
                values.stream().map(this::row).toList());
    }

    private List<@Nullable Object> row(T value) {
        List<@Nullable Object> row = new ArrayList<>();
        columns.forEach(column -> row.add(column.value().apply(value)));
        return row;
    }
}
