package io.headgate.bench.chaos;

import java.util.Map;

/** How the workers' group works. Whoever is silent for {@link #SESSION_MS} is out of it. */
enum Protocol {
    /** The members decide. */
    CLASSIC(Map.of(
            "session.timeout.ms",
            Protocol.SESSION_MS,
            "heartbeat.interval.ms",
            Protocol.HEARTBEAT_MS,
            "group.protocol",
            "classic")),
    /** The broker decides, and has the settings. */
    CONSUMER(Map.of("group.protocol", "consumer"));

    static final String SESSION_MS = "6000";
    static final String HEARTBEAT_MS = "1000";

    private final Map<String, String> memberSettings;

    Protocol(Map<String, String> memberSettings) {
        this.memberSettings = memberSettings;
    }

    Map<String, String> memberSettings() {
        return memberSettings;
    }
}
