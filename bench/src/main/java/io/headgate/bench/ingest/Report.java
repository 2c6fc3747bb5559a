package io.headgate.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Results as Markdown, which can be read as it is. */
final class Report {

    private static final double MEBIBYTE = 1 << 20;
    private static final List<String> PHASES = List.of(
            "first-visible", "poll", "decode", "blocked", "stage", "arm", "commit", "publish", "disarm", "commits");

    private Report() {}

    /** One group that was measured. */
    record Results(CaseGroup group, List<Summary> summaries) {}

    static String of(List<Results> results) {
        StringBuilder text = new StringBuilder();
        for (Results group : results) {
            text.append("### ").append(group.group().title()).append("\n\n");
            text.append(figures(group)).append('\n');
        }
        String phases = phases(results);
        if (!phases.isEmpty()) {
            text.append("### Where the time goes\n\n").append(phases);
        }
        return text.toString();
    }

    private static String figures(Results results) {
        Optional<Summary> peer = results.summaries().stream()
                .filter(summary -> summary.spec().name().equals(results.group().peer()))
                .findFirst();
        MarkdownTable table = new MarkdownTable(
                "case",
                "what",
                "records/s",
                "from – to",
                "ratio",
                "CPU s per million",
                "peak memory MiB",
                "of it Arrow MiB",
                "bytes on disk per record");
        for (Summary summary : results.summaries()) {
            table.row(
                    summary.spec().name(),
                    summary.spec().title(),
                    rate(summary.median(Measurement::recordsPerSecond)),
                    rate(summary.least(Measurement::recordsPerSecond)) + " – "
                            + rate(summary.most(Measurement::recordsPerSecond)),
                    peer.map(other -> format(
                                    "%.2f",
                                    summary.median(Measurement::recordsPerSecond)
                                            / other.median(Measurement::recordsPerSecond)))
                            .orElse(""),
                    format("%.2f", summary.median(Measurement::cpuSecondsPerMillion)),
                    format("%.0f", summary.median(run -> run.peakResidentBytes() / MEBIBYTE)),
                    format("%.0f", summary.median(run -> run.peakDirectBytes() / MEBIBYTE)),
                    format("%.0f", summary.median(Measurement::bytesPerRecord)));
        }
        return table.toString();
    }

    private static String phases(List<Results> results) {
        List<String> titles = new ArrayList<>(List.of("case"));
        PHASES.forEach(phase -> titles.add(phase.equals("commits") ? phase : phase + " ms"));
        MarkdownTable table = new MarkdownTable(titles.toArray(String[]::new));
        boolean any = false;
        for (Results group : results) {
            for (Summary summary : group.summaries()) {
                Map<String, Double> parts = summary.parts();
                if (parts.containsKey("stage")) {
                    any = true;
                    List<String> row = new ArrayList<>(List.of(summary.spec().name()));
                    PHASES.forEach(phase -> row.add(parts.containsKey(phase) ? format("%.0f", parts.get(phase)) : ""));
                    table.row(row.toArray(String[]::new));
                }
            }
        }
        return any ? table.toString() : "";
    }

    static String rate(double recordsPerSecond) {
        return format("%.3f M", recordsPerSecond / 1e6);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
