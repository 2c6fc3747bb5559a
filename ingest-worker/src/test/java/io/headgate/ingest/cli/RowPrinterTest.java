package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RowPrinterTest {

    private static final List<String> NAMES = List.of("id", "note", "tags");

    @Test
    void jsonIsOneObjectPerLineWithAllColumns() throws IOException {
        assertThat(print(JsonLines::new))
                .isEqualTo(
                        "{\"id\":1,\"note\":\"two\\nlines\",\"tags\":[\"a\"]}\n{\"id\":2,\"note\":null,\"tags\":null}\n");
    }

    @Test
    void csvQuotesWhatNeedsIt() throws IOException {
        assertThat(print(CsvRows::new)).isEqualTo("id,note,tags\n1,\"two\nlines\",\"[\"\"a\"\"]\"\n2,,\n");
    }

    @Test
    void csvWithoutRowsHasItsHeader() throws IOException {
        StringWriter text = new StringWriter();
        RowPrinter printer = new CsvRows(new PrintWriter(text));
        printer.columns(NAMES);
        printer.end();

        assertThat(text).hasToString("id,note,tags\n");
    }

    @Test
    void tableKeepsEveryRowOnOneLine() throws IOException {
        assertThat(print(TextTable::new).lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("two·lines").contains("[\"a\"]"));
    }

    private static String print(Function<PrintWriter, RowPrinter> printers) throws IOException {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        RowPrinter printer = printers.apply(out);
        printer.columns(NAMES);
        printer.row(Arrays.asList(1, "two\nlines", List.of("a")));
        printer.row(Arrays.asList(2, null, null));
        printer.end();
        out.flush();
        return text.toString();
    }
}
