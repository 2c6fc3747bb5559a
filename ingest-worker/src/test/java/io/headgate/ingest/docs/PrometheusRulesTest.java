package io.headgate.ingest.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself thinks of rules and queries, where its promtool is installed (Debian has it in "prometheus"). */
final class PrometheusRulesTest {

    private static final Path DIRECTORY = GeneratedPage.root().resolve("deploy/observability");

    @TempDir
    Path directory;

    @BeforeEach
    void findTool() throws InterruptedException {
        assumeTrue(isInstalled(), "promtool is not installed");
    }

    @Test
    void prometheusTakesTheAlertRules() throws Exception {
        promtool("check", "rules", DIRECTORY.resolve("prometheus-alerts.yaml").toString());
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
        promtool(
                "test",
                "rules",
                DIRECTORY.resolve("prometheus-alerts-test.yaml").toString());
    }

    /** Queries are taken as rules are. Grafana fills its variables in before. */
    @Test
    void prometheusTakesTheQueriesOfTheDashboard() throws Exception {
        List<String> rules = new ArrayList<>(List.of("groups:", "- name: dashboard", "  rules:"));
        for (JsonNode query : ObservabilityFiles.dashboard().findValues("expr")) {
            rules.add("  - record: query_" + rules.size());
            rules.add("    expr: '"
                    + query.asText().replace("$__rate_interval", "5m").replaceAll("\\$\\w+", ".+")
                    + "'");
        }
        assertThat(rules).hasSizeGreaterThan(40);

        promtool(
                "check",
                "rules",
                Files.write(directory.resolve("queries.yaml"), rules).toString());
    }

    private void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process check = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes());
        assertThat(check.waitFor()).as(said).isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("promtool", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
