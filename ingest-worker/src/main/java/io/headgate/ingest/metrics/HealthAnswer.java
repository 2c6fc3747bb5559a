package io.headgate.ingest.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.ingest.health.Verdict;
import io.headgate.ingest.health.Vitals;
import io.headgate.ingest.http.Answer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A judgement of health as JSON, with a status that probes understand: 200 or 503. */
final class HealthAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/json";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private HealthAnswer() {}

    /**
     * @param question the key of the judgement: {@code live}, {@code ready}
     */
    static Answer of(String question, Verdict verdict, Vitals vitals) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(question, verdict.ok());
        fields.put("reason", verdict.reason());
        fields.put("state", vitals.state().name().toLowerCase(Locale.ROOT));
        vitals.version().ifPresent(version -> fields.put("graph_version", version.number()));
        fields.put("partitions", vitals.reading().reading().size());
        fields.put("stopped_sources", vitals.reading().stopped());
        try {
            return Answer.text(verdict.ok() ? OK : UNAVAILABLE, CONTENT_TYPE, JSON.writeValueAsString(fields) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers are always JSON", e);
        }
    }
}
