package io.headgate.ingest.worker;

import java.util.HashMap;
import java.util.Map;
import org.jline.utils.Signals;

/** Turns the signals that ask a process to leave (SIGTERM, SIGINT) into a call, until closed. */
final class StopSignals implements AutoCloseable {
    private static final String[] NAMES = {"TERM", "INT"};

    private final Map<String, Object> previous = new HashMap<>();

    private StopSignals() {}

    static StopSignals calling(Runnable action) {
        StopSignals signals = new StopSignals();
        for (String name : NAMES) {
            Object handler = Signals.register(name, action);
            if (handler != null) {
                signals.previous.put(name, handler);
            }
        }
        return signals;
    }

    @Override
    public void close() {
        previous.forEach(Signals::unregister);
    }
}
