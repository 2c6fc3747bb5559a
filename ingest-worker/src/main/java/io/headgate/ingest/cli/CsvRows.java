package io.headgate.ingest.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV with a line of names. A null is an empty field; a list is its JSON text. */
final class CsvRows implements RowPrinter {

    private final PrintWriter out;
    private @Nullable SequenceWriter writer;

    CsvRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<String> names) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder();
        names.forEach(schema::addColumn);
        ObjectWriter rows = new CsvMapper()
                .writerFor(List.class)
                .with(schema.build().withHeader())
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        writer = rows.writeValues(out);
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        List<@Nullable Object> cells = new ArrayList<>(values.size());
        for (Object value : values) {
            cells.add(value instanceof Iterable<?> ? Json.line(value) : value);
        }
        started().write(cells);
    }

    @Override
    public void end() throws IOException {
        started().close();
    }

    private SequenceWriter started() {
        if (writer == null) {
            throw new IllegalStateException("the columns come first");
        }
        return writer;
    }
}
