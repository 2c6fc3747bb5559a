package io.headgate.bench.maintain;

import io.headgate.bench.ingest.MarkdownTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What maintenance cost, by its priority. */
final class BesideReport {

    private final List<BesideResult> results;

    BesideReport(List<BesideResult> results) {
        this.results = List.copyOf(results);
    }

    String markdown() {
        MarkdownTable cost = new MarkdownTable(
                "priority of maintenance",
                "throughput with / without",
                "range of the pairs",
                "rows/s with",
                "time to stage",
                "time for the rest",
                "CPU of the writer",
                "lost s",
                "of it met s",
                "writes",
                "met maintenance",
                "restores",
                "longest write ms, with",
                "without");
        MarkdownTable work = new MarkdownTable(
                "priority of maintenance",
                "fragments at first",
                "in the end",
                "of the other graph",
                "commits",
                "fragments rewritten",
                "into",
                "rows rewritten",
                "segments built",
                "overtaken",
                "failed attempts",
                "CPU s");
        for (BesideResult result : results) {
            String priority = LongRunMain.word(result.priority());
            List<Double> ratios = result.ratios();
            cost.row(
                    priority,
                    format("%.2f", result.median()),
                    format("%.2f to %.2f", ratios.get(0), ratios.get(ratios.size() - 1)),
                    format("%.0f", result.rowsPerSecond()),
                    format("× %.2f", result.stageRatio()),
                    format("× %.2f", result.protocolRatio()),
                    format("× %.2f", result.cpuRatio()),
                    format("%.1f", result.lostSeconds()),
                    format("%.1f", result.protocolSeconds()),
                    Long.toString(result.writes()),
                    Long.toString(result.met()),
                    Long.toString(result.restores()),
                    format("%.0f", result.longest(true) * 1e3),
                    format("%.0f", result.longest(false) * 1e3));
            Progress done = result.maintenance();
            work.row(
                    priority,
                    Integer.toString(result.before().fragments()),
                    Integer.toString(result.after().fragments()),
                    Integer.toString(result.aloneAfter().fragments()),
                    Long.toString(done.commits()),
                    Long.toString(done.fragmentsBefore()),
                    Long.toString(done.fragmentsAfter()),
                    Long.toString(done.rowsRewritten()),
                    Long.toString(done.segmentsBuilt()),
                    Long.toString(done.overtaken()),
                    Long.toString(done.failures()),
                    format("%.1f", done.cpuSeconds()));
        }
        return cost + "\nWhat maintenance did while others wrote:\n\n" + work;
    }

    /** For programs: one object for each priority. */
    List<Map<String, Object>> values() {
        return results.stream().map(BesideReport::values).toList();
    }

    private static Map<String, Object> values(BesideResult result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("priority", LongRunMain.word(result.priority()));
        values.put("ratio", result.median());
        values.put("ratios", result.pairs().stream().map(BesidePair::ratio).toList());
        values.put("rows_per_second", result.rowsPerSecond());
        values.put("stage_ratio", result.stageRatio());
        values.put("protocol_ratio", result.protocolRatio());
        values.put("cpu_ratio", result.cpuRatio());
        values.put("lost_seconds", result.lostSeconds());
        values.put("protocol_seconds", result.protocolSeconds());
        values.put("writes", result.writes());
        values.put("met_maintenance", result.met());
        values.put("restores", result.restores());
        values.put("longest_write_ms", result.longest(true) * 1e3);
        values.put("longest_write_alone_ms", result.longest(false) * 1e3);
        values.put("fragments_before", result.before().fragments());
        values.put("fragments_after", result.after().fragments());
        values.put("fragments_alone", result.aloneAfter().fragments());
        values.put("maintenance", result.maintenance());
        values.put("load", result.load());
        values.put("exact", true);
        values.put("verified", true);
        return values;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
