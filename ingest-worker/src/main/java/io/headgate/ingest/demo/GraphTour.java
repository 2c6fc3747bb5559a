package io.headgate.ingest.demo;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.ScanRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Shows what is in a graph: its tables, a few rows, the newest commits, and how to read it with other tools. */
final class GraphTour {

    private static final int ROWS_SHOWN = 3;
    private static final int COLUMNS_SHOWN = 7;
    private static final int COMMITS_SHOWN = 5;

    private final Graph graph;
    private final Snapshot snapshot;
    private final Path directory;
    private final PrintWriter out;

    GraphTour(Graph graph, Snapshot snapshot, Path directory, PrintWriter out) {
        this.graph = graph;
        this.snapshot = snapshot;
        this.directory = directory;
        this.out = out;
    }

    void print() {
        tables();
        fewRows();
        commits();
        snapshot.manifest().tables().stream()
                .filter(pin -> pin.kind() == TableKind.NODE)
                .findFirst()
                .ifPresent(pin -> {
                    new ReadingHints(directory, pin).print(out);
                    out.println();
                });
    }

    private void tables() {
        GraphManifest manifest = snapshot.manifest();
        out.println("Graph version " + manifest.version() + " in " + directory);
        DemoTable table = new DemoTable(List.of("table", "rows", "version", "path"));
        for (TablePin pin : manifest.tables()) {
            table.row(List.of(
                    pin.kind().name().toLowerCase(Locale.ROOT) + " " + pin.name(),
                    grouped(pin.rows()),
                    Long.toString(pin.version()),
                    pin.path().toString()));
        }
        table.print(out);
        out.println();
    }

    private void fewRows() {
        for (TablePin pin : snapshot.manifest().tables()) {
            if (pin.rows() > 0) {
                out.println("From " + pin.name());
                fewRows(pin);
                out.println();
            }
        }
    }

    private void fewRows(TablePin pin) {
        List<String> columns = snapshot.schema(pin.kind(), pin.name()).getFields().stream()
                .map(field -> field.getName())
                .limit(COLUMNS_SHOWN)
                .toList();
        ScanRequest request = new ScanRequest(columns, Optional.empty(), OptionalLong.of(ROWS_SHOWN));
        DemoTable table = new DemoTable(columns);
        try (ArrowReader reader = snapshot.scan(pin.kind(), pin.name(), request)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    List<String> cells = new ArrayList<>();
                    for (FieldVector vector : root.getFieldVectors()) {
                        cells.add(CellText.of(vector, row));
                    }
                    table.row(cells);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read table " + pin.name() + " of the graph", e);
        }
        table.print(out);
    }

    private void commits() {
        out.println("The newest commits");
        DemoTable table = new DemoTable(
                List.of("version", "time", "operation", "records", "applied", "deduplicated", "dead letters"));
        for (GraphManifest version : graph.history(COMMITS_SHOWN)) {
            table.row(List.of(
                    version.version().toString(),
                    version.committedAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                    version.operation(),
                    grouped(version.account().polled()),
                    grouped(version.account().applied()),
                    grouped(version.account().deduplicated()),
                    grouped(version.account().deadLettered())));
        }
        table.print(out);
        out.println();
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
