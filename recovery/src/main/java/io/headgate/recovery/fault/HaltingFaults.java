package io.headgate.recovery.fault;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Halts the JVM, without shutdown hooks, at the n-th time a fault point is reached. Child processes of crash tests take it
 * from the environment: {@code HEADGATE_FAULT=PUBLISH_AFTER_PUT:3}.
 */
public final class HaltingFaults implements Faults {

    public static final String ENVIRONMENT_KEY = "HEADGATE_FAULT";
    /** The exit code of a process that died of a signal 9, as a shell sees it. */
    public static final int EXIT_CODE = 137;

    private final FaultPoint target;
    private final AtomicInteger remaining;

    private HaltingFaults(FaultPoint target, int occurrence) {
        this.target = target;
        this.remaining = new AtomicInteger(occurrence);
    }

    /** The faults that the environment asks for: {@link Faults#NONE} when it asks for nothing. */
    public static Faults fromEnvironment(Map<String, String> environment) {
        String wanted = environment.get(ENVIRONMENT_KEY);
        if (wanted == null) {
            return NONE;
        }
        int colon = wanted.indexOf(':');
        String name = colon < 0 ? wanted : wanted.substring(0, colon);
        int occurrence = colon < 0 ? 1 : Integer.parseInt(wanted.substring(colon + 1));
        return new HaltingFaults(FaultPoint.valueOf(name), occurrence);
    }

    @Override
    public void reached(FaultPoint point) {
        if (point == target && remaining.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
