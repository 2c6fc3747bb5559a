package io.headgate.bench.maintain;

import io.headgate.bench.ingest.MarkdownTable;
import io.headgate.bench.scaling.Plot;
import io.headgate.bench.scaling.Plot.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Samples of a long run side by side: with maintenance and without. */
final class LongRunReport {

    private static final double MEBIBYTE = 1 << 20;
    private static final int ROWS_OF_TABLE = 10;

    private final LongRunResult result;

    LongRunReport(LongRunResult result) {
        this.result = result;
    }

    /** What there is to say of a sample, by the name that a column of it has. */
    private static Map<String, Double> columns(LongRunSample sample) {
        Map<String, Double> columns = new LinkedHashMap<>();
        columns.put("fragments", (double) sample.table().fragments());
        columns.put("segments", (double) sample.table().segments());
        columns.put("deleted_rows", (double) sample.table().deletedRows());
        columns.put("files", (double) sample.table().files());
        columns.put("bytes", (double) sample.table().bytes());
        columns.put("open_ms", sample.table().openMillis());
        columns.put("read_ms", sample.table().readMillis());
        columns.put("write_p50_ms", sample.write().p50());
        columns.put("write_p99_ms", sample.write().p99());
        columns.put("stage_p50_ms", sample.stage().p50());
        columns.put("stage_p99_ms", sample.stage().p99());
        columns.put("commit_p50_ms", sample.commit().p50());
        columns.put("commit_p99_ms", sample.commit().p99());
        columns.put("publish_p50_ms", sample.publish().p50());
        columns.put(
                "disk_files", sample.disk().map(disk -> (double) disk.files()).orElse(Double.NaN));
        columns.put(
                "disk_bytes", sample.disk().map(disk -> (double) disk.bytes()).orElse(Double.NaN));
        columns.put("unnamed_files", sample.unnamed().map(Long::doubleValue).orElse(Double.NaN));
        return columns;
    }

    /** One line for each sample, with a line of titles first. */
    String tsv() {
        StringBuilder text = new StringBuilder();
        for (LongRunSample sample : result.samples()) {
            Map<String, Double> columns = columns(sample);
            if (text.isEmpty()) {
                text.append("graph\tcommits\t")
                        .append(String.join("\t", columns.keySet()))
                        .append('\n');
            }
            text.append(name(sample.maintained())).append('\t').append(sample.commits());
            columns.values().forEach(value -> text.append('\t').append(Double.isNaN(value) ? "" : exact(value)));
            text.append('\n');
        }
        return text.toString();
    }

    /** For programs: one object for each sample. */
    List<Map<String, Object>> values() {
        return result.samples().stream()
                .map(sample -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("graph", name(sample.maintained()));
                    values.put("commits", sample.commits());
                    columns(sample).forEach((name, value) -> {
                        if (!Double.isNaN(value)) {
                            values.put(name, value);
                        }
                    });
                    return values;
                })
                .toList();
    }

    /** The first sample, the last one and some in between. */
    String markdown() {
        MarkdownTable table = new MarkdownTable(
                "commits",
                "graph",
                "fragments",
                "files",
                "MiB of data",
                "open ms",
                "read a key ms",
                "write p50 ms",
                "p99 ms",
                "stage p50 ms",
                "commit p50 ms",
                "files on disk",
                "of them unnamed",
                "MiB on disk");
        int step = Math.max(1, result.plan().commits() / result.plan().every() / ROWS_OF_TABLE)
                * result.plan().every();
        for (LongRunSample sample : result.samples()) {
            if (sample.commits() % step == 0
                    || sample.commits() == result.plan().every()) {
                table.row(
                        Integer.toString(sample.commits()),
                        name(sample.maintained()),
                        Integer.toString(sample.table().fragments()),
                        Long.toString(sample.table().files()),
                        format("%.1f", sample.table().bytes() / MEBIBYTE),
                        format("%.2f", sample.table().openMillis()),
                        format("%.1f", sample.table().readMillis()),
                        format("%.1f", sample.write().p50()),
                        format("%.0f", sample.write().p99()),
                        format("%.1f", sample.stage().p50()),
                        format("%.1f", sample.commit().p50()),
                        sample.disk().map(disk -> Long.toString(disk.files())).orElse(""),
                        sample.unnamed().map(unnamed -> Long.toString(unnamed)).orElse(""),
                        sample.disk()
                                .map(disk -> format("%.0f", disk.bytes() / MEBIBYTE))
                                .orElse(""));
            }
        }
        Progress progress = result.progress();
        return table + "\n"
                + format(
                        "Maintenance published %d versions: %d fragments became %d, %d rows were written anew, %d segments of"
                                + " indexes were built, %d pieces of work came too late; %.0f s of processor time.\n",
                        progress.commits(),
                        progress.fragmentsBefore(),
                        progress.fragmentsAfter(),
                        progress.rowsRewritten(),
                        progress.segmentsBuilt(),
                        progress.overtaken(),
                        progress.cpuSeconds());
    }

    /** By file name. */
    Map<String, Plot> plots() {
        Map<String, Plot> plots = new LinkedHashMap<>();
        plots.put("longrun-fragments.svg", plot("Fragments of the table", "fragments", "fragments", 1));
        plots.put("longrun-files.svg", plot("Files that the newest version names", "files", "files", 1));
        plots.put("longrun-open.svg", plot("Opening the table", "milliseconds", "open_ms", 1));
        plots.put("longrun-read.svg", plot("Reading one key by a condition", "milliseconds", "read_ms", 1));
        plots.put("longrun-write.svg", plot("A write, half of all are faster", "milliseconds", "write_p50_ms", 1));
        plots.put("longrun-stage.svg", plot("Of it staging, with looking up keys", "milliseconds", "stage_p50_ms", 1));
        return plots;
    }

    private Plot plot(String title, String yTitle, String column, double unit) {
        List<Integer> places =
                result.of(true).stream().map(LongRunSample::commits).toList();
        ToDoubleFunction<LongRunSample> value = sample -> columns(sample).get(column) / unit;
        return new Plot(
                title,
                "commits",
                yTitle,
                places.stream().map(Object::toString).toList(),
                List.of(
                        new Line("with maintenance", values(true, places, value), "#1f77b4", false),
                        new Line("without", values(false, places, value), "#d62728", false)));
    }

    private List<Double> values(boolean maintained, List<Integer> places, ToDoubleFunction<LongRunSample> value) {
        Map<Integer, Double> byPlace = new LinkedHashMap<>();
        result.of(maintained).forEach(sample -> byPlace.put(sample.commits(), value.applyAsDouble(sample)));
        List<Double> values = new ArrayList<>();
        places.forEach(place -> values.add(byPlace.getOrDefault(place, Double.NaN)));
        return values;
    }

    /** How many times what it was in the first fifth of the run something is in the last fifth, by medians. */
    Optional<Double> growth(boolean maintained, Function<LongRunSample, Double> value) {
        List<Double> values = result.of(maintained).stream().map(value).toList();
        int fifth = values.size() / 5;
        if (fifth == 0) {
            return Optional.empty();
        }
        double first = median(values.subList(0, fifth));
        return first > 0
                ? Optional.of(median(values.subList(values.size() - fifth, values.size())) / first)
                : Optional.empty();
    }

    /** Growth of what should not grow. */
    Map<String, Object> growth() {
        Map<String, Object> growth = new LinkedHashMap<>();
        for (boolean maintained : new boolean[] {true, false}) {
            Map<String, Double> of = new LinkedHashMap<>();
            for (String column : List.of(
                    "fragments",
                    "files",
                    "bytes",
                    "open_ms",
                    "read_ms",
                    "write_p50_ms",
                    "write_p99_ms",
                    "stage_p50_ms")) {
                growth(maintained, sample -> columns(sample).get(column)).ifPresent(times -> of.put(column, times));
            }
            growth.put(name(maintained), of);
        }
        return growth;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String name(boolean maintained) {
        return maintained ? "maintained" : "unmaintained";
    }

    private static String exact(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : format("%.3f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
