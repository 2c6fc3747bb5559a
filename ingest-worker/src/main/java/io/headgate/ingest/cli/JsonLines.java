package io.headgate.ingest.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object per row and line. */
final class JsonLines implements RowPrinter {

    private final PrintWriter out;
    private List<String> names = List.of();

    JsonLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<String> columns) {
        names = List.copyOf(columns);
    }

    @Override
    public void row(List<@Nullable Object> values) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            object.put(names.get(i), values.get(i));
        }
        out.print(Json.line(object));
        out.print('\n');
    }

    @Override
    public void end() {}
}
