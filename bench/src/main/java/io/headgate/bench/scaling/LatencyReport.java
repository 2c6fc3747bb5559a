package io.headgate.bench.scaling;

import io.headgate.bench.ingest.MarkdownTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results of all cases. */
record LatencyReport(List<LatencyResult> results) {

    LatencyReport {
        results = List.copyOf(results);
    }

    String markdown() {
        MarkdownTable table = new MarkdownTable(
                "mode", "commit.every", "p50 ms", "p99 ms", "longest ms", "versions/s", "sent late at most ms");
        for (LatencyResult result : results) {
            table.row(
                    result.measured().modeName(),
                    result.measured().every(),
                    format("%.0f", result.visible().p50()),
                    format("%.0f", result.visible().p99()),
                    format("%.0f", result.visible().most()),
                    format("%.1f", result.versionsPerSecond()),
                    format("%.0f", result.sentLateMillis()));
        }
        return table.toString();
    }

    /** For programs: one object for each case. */
    List<Map<String, Object>> values() {
        return results.stream().map(LatencyReport::values).toList();
    }

    private static Map<String, Object> values(LatencyResult result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mode", result.measured().modeName());
        values.put("commit_every", result.measured().every());
        values.put("records", result.visible().count());
        values.put("p50_ms", result.visible().p50());
        values.put("p99_ms", result.visible().p99());
        values.put("max_ms", result.visible().most());
        values.put("versions_per_second", result.versionsPerSecond());
        values.put("sent_late_max_ms", result.sentLateMillis());
        return values;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
