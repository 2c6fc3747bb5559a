package io.headgate.ingest.cli;

import io.headgate.recovery.error.FailureKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The exit codes of the command line and what they mean. */
final class ExitCode {

    static final int DONE = 0;
    static final int OTHER = 1;

    private ExitCode() {}

    /** Every code with its meaning, for help pages. */
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(String.valueOf(DONE), "done");
        meanings.put(String.valueOf(OTHER), "anything that is not one of the following");
        Arrays.stream(FailureKind.values())
                .collect(Collectors.toMap(FailureKind::exitCode, ExitCode::meaning, (a, b) -> a, TreeMap::new))
                .forEach((code, meaning) -> meanings.put(String.valueOf(code), meaning));
        return meanings;
    }

    private static String meaning(FailureKind kind) {
        return switch (kind) {
            case CONFIGURATION -> "usage or configuration: nothing was started";
            case CONFLICT ->
                "conflict: another writer was faster, or the graph needs attention before it is written to";
            case STORAGE -> "storage: it cannot be reached, or what is there is not a graph that this version reads";
            case SOURCE -> "source: Kafka cannot be reached, or the topic is not the one that the graph has recorded";
        };
    }
}
