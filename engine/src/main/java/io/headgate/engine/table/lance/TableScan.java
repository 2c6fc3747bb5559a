package io.headgate.engine.table.lance;

import io.headgate.engine.table.ScanRequest;
import io.headgate.recovery.error.BadConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.lance.Dataset;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.ScanOptions;

/** Reads rows of one open version. */
final class TableScan {

    private final TableContext table;
    private final Dataset pinned;
    private final Schema columns;

    TableScan(TableContext table, Dataset pinned, Schema columns) {
        this.table = table;
        this.pinned = pinned;
        this.columns = columns;
    }

    ArrowReader open(ScanRequest request) {
        Schema wanted = wanted(request.columns());
        LanceScanner scanner = null;
        try {
            scanner = pinned.newScan(options(request, wanted));
            return new ScanReader(table.path(), scanner, scanner.scanBatches(), wanted, table.allocator());
        } catch (Exception e) {
            closeAfter(e, scanner);
            throw failure(request, e);
        }
    }

    private Schema wanted(List<String> names) {
        if (names.isEmpty()) {
            return columns;
        }
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(columns.getFields().stream()
                    .filter(field -> field.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new BadConfiguration(
                            "columns",
                            "Table " + table.path() + " has no column '" + name + "'; it has "
                                    + String.join(
                                            ", ",
                                            columns.getFields().stream()
                                                    .map(Field::getName)
                                                    .toList())
                                    + ".")));
        }
        return new Schema(fields, columns.getCustomMetadata());
    }

    private static ScanOptions options(ScanRequest request, Schema wanted) {
        ScanOptions.Builder options = new ScanOptions.Builder()
                .columns(wanted.getFields().stream().map(Field::getName).toList());
        request.filter().ifPresent(options::filter);
        request.limit().ifPresent(options::limit);
        return options.build();
    }

    private RuntimeException failure(ScanRequest request, Exception e) {
        LanceFailure failure = LanceFailure.of(e);
        if (request.filter().isPresent() && failure == LanceFailure.BAD_FILTER) {
            return new BadConfiguration(
                    "where",
                    "The condition '" + request.filter().get() + "' does not fit table " + table.path() + ": "
                            + e.getMessage(),
                    e);
        }
        return failure.toException("read rows", table.path(), e);
    }

    private static void closeAfter(Exception failure, @Nullable LanceScanner scanner) {
        if (scanner == null) {
            return;
        }
        try {
            scanner.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
