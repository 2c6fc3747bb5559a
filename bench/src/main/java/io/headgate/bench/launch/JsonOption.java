package io.headgate.bench.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether a program or a person reads what is printed. */
public final class JsonOption {

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    /** A line for people. */
    public void tell(String line) {
        if (!json) {
            System.out.println(line);
        }
    }

    /**
     * The results.
     *
     * @param settings what they depend on; for programs
     * @param cases one object for each; for programs
     * @param text the same for people
     */
    public void print(String heading, Map<String, Object> settings, List<Map<String, Object>> cases, String text)
            throws JsonProcessingException {
        if (!json) {
            System.out.println("\n" + text);
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("heading", heading);
        all.putAll(settings);
        all.put("cases", cases);
        System.out.println(new JsonMapper().writeValueAsString(all));
    }
}
