package io.headgate.ingest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That they are well formed; whether the metrics in them exist is asked of a real worker, by {@code MonitoringIT}. */
class ObservabilityFilesTest {

    @Test
    void everyPanelAsksForSomethingAndHasAPlaceOfItsOwn() throws IOException {
        JsonNode panels = ObservabilityFiles.dashboard().get("panels");
        Set<Integer> ids = new HashSet<>();
        List<JsonNode> places = new ArrayList<>();

        assertThat(panels).hasSizeGreaterThan(20);
        for (JsonNode panel : panels) {
            assertThat(ids.add(panel.get("id").asInt()))
                    .as("id of %s", panel.get("title"))
                    .isTrue();
            assertThat(places).noneMatch(other -> overlap(other, panel.get("gridPos")));
            places.add(panel.get("gridPos"));
            if (!panel.get("type").asText().equals("row")) {
                assertThat(panel.get("targets"))
                        .isNotEmpty()
                        .allSatisfy(
                                target -> assertThat(balanced(target.get("expr").asText()))
                                        .as("brackets of %s", target)
                                        .isTrue());
            }
        }
        assertThat(ObservabilityFiles.metricsOfDashboard()).hasSizeGreaterThan(20);
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
        assertThat(ObservabilityFiles.alerts()).hasSizeGreaterThan(8).allSatisfy(rule -> {
            assertThat(rule).containsOnlyKeys("alert", "expr", "for", "labels", "annotations");
            assertThat((String) rule.get("expr")).isNotBlank().matches(ObservabilityFilesTest::balanced);
            assertThat((String) rule.get("for")).matches("\\d+m");
            assertThat(text(rule, "labels", "severity")).isIn("warning", "critical");
            assertThat(text(rule, "annotations", "summary")).isNotBlank();
            assertThat(text(rule, "annotations", "description")).isNotBlank();
        });
        assertThat(ObservabilityFiles.metricsOfAlerts()).hasSizeGreaterThan(8);
    }

    @Test
    void thePageExplainsEveryAlert() throws IOException {
        List<String> explained = Pattern.compile("(?m)^\\| `(Headgate\\w+)` \\|")
                .matcher(ObservabilityFiles.page())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(explained)
                .containsExactlyElementsOf(ObservabilityFiles.alerts().stream()
                        .map(rule -> (String) rule.get("alert"))
                        .toList());
    }

    private static String text(Map<String, Object> rule, String section, String key) {
        return String.valueOf(((Map<?, ?>) rule.get(section)).get(key));
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return number(one, "x") < number(other, "x") + number(other, "w")
                && number(other, "x") < number(one, "x") + number(one, "w")
                && number(one, "y") < number(other, "y") + number(other, "h")
                && number(other, "y") < number(one, "y") + number(one, "h");
    }

    private static int number(JsonNode place, String field) {
        return place.get(field).asInt();
    }

    private static boolean balanced(String expression) {
        List<Character> open = new ArrayList<>();
        for (char sign : expression.toCharArray()) {
            if ("([{".indexOf(sign) >= 0) {
                open.add(")]}".charAt("([{".indexOf(sign)));
            } else if (")]}".indexOf(sign) >= 0 && (open.isEmpty() || open.remove(open.size() - 1) != sign)) {
                return false;
            }
        }
        return open.isEmpty();
    }
}
