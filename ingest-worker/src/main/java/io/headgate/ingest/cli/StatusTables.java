package io.headgate.ingest.cli;

import io.headgate.ingest.cli.StatusReport.Indexed;
import io.headgate.ingest.cli.StatusReport.Source;
import io.headgate.ingest.cli.StatusReport.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of a status, for people. */
record StatusTables(StatusReport report) {

    void print(PrintWriter out) {
        TextTable.print(
                out,
                List.of("table", "kind", "rows", "indexed", "not indexed", "lance version", "path"),
                report.tables().stream().map(this::row).toList());
        if (report.tables().stream().anyMatch(table -> table.detail() != null)) {
            out.println();
            TextTable.print(
                    out,
                    List.of("table", "kind", "fragments", "small", "deleted rows", "bytes", "to do", "indexes"),
                    report.tables().stream()
                            .flatMap(table ->
                                    Optional.ofNullable(table.detail())
                                            .map(detail -> detailRow(table, detail))
                                            .stream())
                            .toList());
        }
    }

    private List<@Nullable Object> row(Table table) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(table.name());
        row.add(table.kind());
        row.add(table.rows());
        row.add(table.indexedVersion());
        row.add(notIndexed(table).orElse(null));
        row.add(table.version());
        row.add(table.path());
        return row;
    }

    private static List<@Nullable Object> detailRow(Table table, TableDetail detail) {
        return List.of(
                table.name(),
                table.kind(),
                detail.fragments(),
                detail.smallFragments(),
                detail.deletedRows(),
                detail.bytes(),
                detail.needsWork() ? "yes" : "no",
                detail.coverage(table.rows()));
    }

    /** Offsets that are visible in the graph and not in what the table is indexed up to; empty when that is not known. */
    private Optional<Long> notIndexed(Table table) {
        return report.indexed().stream()
                .filter(indexed -> Long.valueOf(indexed.version()).equals(table.indexedVersion()))
                .findFirst()
                .map(Indexed::sources)
                .map(this::offsetsAfter);
    }

    private long offsetsAfter(List<Source> sources) {
        Map<String, Long> before =
                sources.stream().collect(Collectors.toMap(StatusTables::key, Source::nextOffset, Math::max));
        return report.sources().stream()
                .mapToLong(source -> Math.max(0, source.nextOffset() - before.getOrDefault(key(source), 0L)))
                .sum();
    }

    private static String key(Source source) {
        return source.cluster() + "/" + source.topicId() + "/" + source.partition();
    }
}
