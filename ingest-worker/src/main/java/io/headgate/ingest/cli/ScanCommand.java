package io.headgate.ingest.cli;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.read.Snapshot;
import io.headgate.recovery.id.GraphVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints rows of a table. */
@Command(
        name = "scan",
        header = "Print rows of a table.",
        description = {
            "",
            "Reads the newest graph version, or the one that --version names; safe while workers write. The order of rows is"
                    + " that of the table's files.",
            "",
            "In JSON and CSV, dates and times are ISO 8601 text and bytes are Base64."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate scan --graph ./social Person",
            "  headgate scan --graph ./social edge:Follows --columns src,dst --limit 10",
            "  headgate scan --graph ./social Person --where \"age > 30 AND name LIKE 'A%%'\" --json | jq .name",
            "  headgate scan --graph ./social Person --version 3 --format csv > people.csv"
        })
final class ScanCommand implements Callable<Integer> {

    /** A table for people is for looking at, and its widths need all rows in memory. */
    private static final int DEFAULT_TABLE_ROWS = 100;

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Parameters(
            paramLabel = "TABLE",
            description = "Name of a node or edge type; node:NAME or edge:NAME where both exist; dead-letters.")
    private String table = "";

    @Option(
            names = {"-w", "--where"},
            paramLabel = "CONDITION",
            description = "Print only rows for which this SQL condition on the columns holds.")
    private Optional<String> where = Optional.empty();

    @Option(
            names = {"-c", "--columns"},
            paramLabel = "NAME",
            split = ",",
            description = "Print only these columns, in this order.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            converter = Converters.LongAtLeastOne.class,
            description = "The most rows to print (default: " + DEFAULT_TABLE_ROWS + " in a table, else all).")
    private @Nullable Long limit;

    @Option(
            names = "--version",
            paramLabel = "NUMBER",
            converter = Converters.LongAtLeastOne.class,
            description = "The graph version to read (default: the newest).")
    private @Nullable Long version;

    @ArgGroup
    private Form form = new Form();

    /** Either spelling of how to print. */
    static final class Form {
        @Option(
                names = {"-f", "--format"},
                paramLabel = "FORMAT",
                description = "One of ${COMPLETION-CANDIDATES} (default: table). json is one object per line.")
        private RowFormat format = RowFormat.TABLE;

        @Option(names = "--json", description = "The same as --format json.")
        private boolean json;

        RowFormat chosen() {
            return json ? RowFormat.JSON : format;
        }
    }

    ScanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (GraphSession session = graph.open(terminal);
                Snapshot snapshot = snapshot(session.graph())) {
            TablePin pin = TableName.resolve(table, snapshot.manifest());
            RowFormat format = form.chosen();
            boolean more = new RowQuery(columns, where, rows(format)).print(snapshot, pin, printer(format), terminal);
            if (more && limit == null) {
                terminal.err()
                        .println("… of " + snapshot.count(pin.kind(), pin.name())
                                + " rows in the table. More with --limit N, all with --format json or csv.");
            }
            return ExitCode.DONE;
        }
    }

    private Snapshot snapshot(Graph opened) {
        return version == null ? opened.snapshot() : opened.snapshot(new GraphVersion(version));
    }

    private OptionalLong rows(RowFormat format) {
        if (limit != null) {
            return OptionalLong.of(limit);
        }
        return format == RowFormat.TABLE ? OptionalLong.of(DEFAULT_TABLE_ROWS) : OptionalLong.empty();
    }

    private RowPrinter printer(RowFormat format) {
        return switch (format) {
            case TABLE -> new TextTable(terminal.out());
            case JSON -> new JsonLines(terminal.out());
            case CSV -> new CsvRows(terminal.out());
        };
    }
}
