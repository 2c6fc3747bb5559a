package io.headgate.ingest.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Dashboard, alert rules and their page, and the metrics that they name. */
public final class ObservabilityFiles {
    private static final Pattern METRIC = Pattern.compile("\\b(?:headgate|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(headgate_[a-z0-9_]+)` \\|");

    /** Below it are the metrics that a maintenance process has and no worker. */
    private static final String MAINTENANCE = "## Metrics of a maintenance process";

    private ObservabilityFiles() {}

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(Files.readString(file("deploy/observability/grafana-dashboard.json")));
    }

    /** The rules of all groups. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> alerts() throws IOException {
        Map<String, Object> top = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(file("deploy/observability/prometheus-alerts.yaml")));
        return ((List<Map<String, Object>>) top.get("groups"))
                .stream()
                        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                        .toList();
    }

    static String page() throws IOException {
        return Files.readString(file("docs/monitoring.md"));
    }

    /** Every metric in a query or a variable of the dashboard. */
    public static Set<String> metricsOfDashboard() throws IOException {
        Set<String> metrics = new TreeSet<>();
        for (String key : List.of("expr", "query")) {
            dashboard().findValues(key).forEach(text -> metrics.addAll(metrics(text.asText())));
        }
        return metrics;
    }

    /** Every metric in an expression of the alert rules. */
    public static Set<String> metricsOfAlerts() throws IOException {
        Set<String> metrics = new TreeSet<>();
        alerts().forEach(rule -> metrics.addAll(metrics(String.valueOf(rule.get("expr")))));
        return metrics;
    }

    /** Every metric of a worker that the page explains. */
    public static Set<String> metricsOfPage() throws IOException {
        return rows(page().split(MAINTENANCE)[0]);
    }

    /** Every metric that the page explains and only a maintenance process has. */
    public static Set<String> metricsOfMaintenance() throws IOException {
        return rows(page().split(MAINTENANCE)[1]);
    }

    /** The metric without what a histogram or a timer adds to its name. */
    public static String family(String metric) {
        return metric.replaceFirst("(_bucket|_count|_sum|_max)$", "");
    }

    private static Set<String> rows(String text) {
        Set<String> metrics = new TreeSet<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            metrics.add(row.group(1));
        }
        return metrics;
    }

    private static Set<String> metrics(String text) {
        Set<String> metrics = new TreeSet<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            metrics.add(metric.group());
        }
        return metrics;
    }

    private static Path file(String path) {
        return GeneratedPage.root().resolve(path);
    }
}
