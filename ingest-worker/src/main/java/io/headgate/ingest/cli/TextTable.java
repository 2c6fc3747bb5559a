package io.headgate.ingest.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table for people. Rows are kept until the end, because the widths follow from all of them. */
final class TextTable implements RowPrinter {

    private static final Character[] BORDERS = AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER;
    private static final int WIDEST_COLUMN = 60;

    private final PrintWriter out;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private List<String> names = List.of();

    TextTable(PrintWriter out) {
        this.out = out;
    }

    /** Prints a whole table. */
    static void print(PrintWriter out, List<String> names, List<? extends List<? extends @Nullable Object>> rows) {
        TextTable table = new TextTable(out);
        table.columns(names);
        rows.forEach(row -> table.row(new ArrayList<>(row)));
        table.end();
    }

    @Override
    public void columns(List<String> columns) {
        names = List.copyOf(columns);
    }

    @Override
    public void row(List<@Nullable Object> values) {
        rows.add(values);
    }

    @Override
    public void end() {
        Column[] columns = new Column[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column()
                    .header(names.get(i))
                    .headerAlign(HorizontalAlign.LEFT)
                    .dataAlign(isNumeric(i) ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
                    .maxWidth(WIDEST_COLUMN, OverflowBehaviour.ELLIPSIS_RIGHT);
        }
        Object[][] cells = rows.stream()
                .map(row -> row.stream().map(TextTable::cell).toArray())
                .toArray(Object[][]::new);
        out.println(AsciiTable.getTable(BORDERS, columns, cells));
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream()
                        .map(row -> row.get(column))
                        .allMatch(value -> value == null || value instanceof Number);
    }

    /** Control characters would break the table, and some do things to a terminal. */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof Iterable<?> ? Json.line(value) : value.toString();
        return text.replaceAll("\\p{Cntrl}", "·");
    }
}
