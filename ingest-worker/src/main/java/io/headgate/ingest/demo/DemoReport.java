package io.headgate.ingest.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of the demo.
 *
 * @param records how many were produced
 * @param seconds that ingesting them took, from the start of the first worker to the end of the last
 * @param commits graph versions that they became
 * @param applied records whose row was written or whose key was deleted
 * @param deadLetters records that could not be applied
 * @param tables number of rows by name of the node or edge type
 * @param differences between the graph and what was produced, for people; empty when there are none
 */
public record DemoReport(
        long records,
        double seconds,
        long commits,
        long applied,
        long deadLetters,
        Map<String, Long> tables,
        List<String> differences) {

    public DemoReport {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        differences = List.copyOf(differences);
    }

    /** Whether the graph is exactly what was produced. */
    public boolean exact() {
        return differences.isEmpty();
    }

    public long recordsPerSecond() {
        return Math.round(records / Math.max(seconds, 0.001));
    }

    /** One line. */
    public String toJson() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("records", records);
        json.put("seconds", Math.round(seconds * 1_000) / 1_000.0);
        json.put("records_per_second", recordsPerSecond());
        json.put("commits", commits);
        json.put("applied", applied);
        json.put("dead_letters", deadLetters);
        ObjectNode rows = json.putObject("tables");
        tables.forEach(rows::put);
        json.put("exact", exact());
        return json.toString();
    }
}
