package io.headgate.bench.scaling;

import io.headgate.bench.ingest.MarkdownTable;
import io.headgate.bench.scaling.Plot.Line;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.write.WriteMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Results of all cases, beside those that they are compared with: one worker alone, and the same without a delay. */
final class ScalingReport {

    private static final Map<WriteMode, String> COLOURS =
            Map.of(WriteMode.APPEND, "#1f77b4", WriteMode.UPSERT, "#d62728");

    private final Map<ScalingCase, ScalingResult> results = new LinkedHashMap<>();

    ScalingReport(List<ScalingResult> results) {
        results.forEach(result -> this.results.put(result.measured(), result));
    }

    /** How many times the throughput of one worker this is; empty when that was not measured. */
    Optional<Double> timesOneWorker(ScalingResult result) {
        return compared(result, result.measured().alone());
    }

    /** The part of the throughput without a delay that is left with it; empty when that was not measured. */
    Optional<Double> ofUndelayed(ScalingResult result) {
        return result.measured().isDelayed()
                ? compared(result, result.measured().withoutDelay())
                : Optional.empty();
    }

    private Optional<Double> compared(ScalingResult result, ScalingCase other) {
        return Optional.ofNullable(results.get(other))
                .filter(peer -> peer.recordsPerSecond() > 0)
                .map(peer -> result.recordsPerSecond() / peer.recordsPerSecond());
    }

    String markdown() {
        MarkdownTable table = new MarkdownTable(
                "mode",
                "delay ms",
                "workers",
                "records/s",
                "× one worker",
                "of no delay",
                "commit p50 ms",
                "p99 ms",
                "versions/s",
                "batches per version",
                "calls per version",
                "calls per batch",
                "CPUs busy",
                "batches given up");
        for (ScalingResult result : results.values()) {
            table.row(
                    mode(result.measured()),
                    Long.toString(result.measured().delay().toMillis()),
                    Integer.toString(result.measured().workers()),
                    format("%.0f k", result.recordsPerSecond() / 1e3),
                    timesOneWorker(result).map(times -> format("%.2f", times)).orElse(""),
                    ofUndelayed(result)
                            .map(part -> format("%.0f %%", part * 100))
                            .orElse(""),
                    format("%.0f", result.commit().p50()),
                    format("%.0f", result.commit().p99()),
                    format("%.1f", result.versionsPerSecond()),
                    format("%.2f", result.batchesPerVersion()),
                    format("%.1f", result.callsPerVersion()),
                    format("%.1f", result.callsPerBatch()),
                    format("%.2f", result.cpus()),
                    Long.toString(result.givenUp()));
        }
        return table.toString();
    }

    /** What the calls of a version are; cases in which none became visible are left out. */
    String calls() {
        List<SeamOperation> kinds = results.values().stream()
                .flatMap(result -> result.calls().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> titles = new ArrayList<>(List.of("mode", "delay ms", "workers"));
        kinds.forEach(kind -> titles.add(kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        MarkdownTable table = new MarkdownTable(titles.toArray(String[]::new));
        for (ScalingResult result : results.values()) {
            if (result.versions() > 0) {
                List<String> cells = new ArrayList<>(List.of(
                        mode(result.measured()),
                        Long.toString(result.measured().delay().toMillis()),
                        Integer.toString(result.measured().workers())));
                kinds.forEach(kind ->
                        cells.add(format("%.1f", (double) result.calls().getOrDefault(kind, 0L) / result.versions())));
                table.row(cells.toArray(String[]::new));
            }
        }
        return table.toString();
    }

    /** For programs: one object for each case. */
    List<Map<String, Object>> values() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ScalingResult result : results.values()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("mode", mode(result.measured()));
            values.put("delay_ms", result.measured().delay().toMillis());
            values.put("workers", result.measured().workers());
            values.put("seconds", result.seconds());
            values.put("records", result.records());
            values.put("records_per_second", result.recordsPerSecond());
            timesOneWorker(result).ifPresent(times -> values.put("times_one_worker", times));
            ofUndelayed(result).ifPresent(part -> values.put("of_undelayed", part));
            values.put("commit_p50_ms", result.commit().p50());
            values.put("commit_p99_ms", result.commit().p99());
            values.put("commit_max_ms", result.commit().most());
            values.put("versions_per_second", result.versionsPerSecond());
            values.put("batches_per_version", result.batchesPerVersion());
            values.put("calls", result.calls());
            values.put("calls_per_version", result.callsPerVersion());
            values.put("calls_per_batch", result.callsPerBatch());
            values.put("cpus", result.cpus());
            values.put("given_up", result.givenUp());
            all.add(values);
        }
        return all;
    }

    Plot throughput() {
        return plot(
                "Throughput of all workers together",
                "million records/s",
                result -> result.recordsPerSecond() / 1e6,
                results.keySet().stream().map(ScalingCase::delay).distinct().toList());
    }

    /** Only with a delay: what matters is how long a batch waits for others. */
    Plot commitLatency() {
        return plot(
                "From arming a batch until it is visible, 99 % of all",
                "milliseconds",
                result -> result.commit().p99(),
                results.keySet().stream()
                        .filter(ScalingCase::isDelayed)
                        .map(ScalingCase::delay)
                        .distinct()
                        .toList());
    }

    private Plot plot(String title, String yTitle, ToDoubleFunction<ScalingResult> value, List<Duration> delays) {
        List<Integer> workers = results.keySet().stream()
                .map(ScalingCase::workers)
                .distinct()
                .sorted()
                .toList();
        List<Line> lines = new ArrayList<>();
        for (WriteMode mode :
                results.keySet().stream().map(ScalingCase::mode).distinct().toList()) {
            for (Duration delay : delays) {
                ScalingCase first = new ScalingCase(mode, workers.get(0), delay);
                lines.add(new Line(
                        mode(first) + (first.isDelayed() ? ", " + delay.toMillis() + " ms a call" : ", no delay"),
                        workers.stream()
                                .map(number -> results.get(new ScalingCase(mode, number, delay)))
                                .map(value::applyAsDouble)
                                .toList(),
                        COLOURS.get(mode),
                        !first.isDelayed()));
            }
        }
        return new Plot(
                title, "workers", yTitle, workers.stream().map(Object::toString).toList(), lines);
    }

    private static String mode(ScalingCase measured) {
        return measured.mode().name().toLowerCase(Locale.ROOT);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
