package io.headgate.bench.maintain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a process that maintains may take of the machine. */
enum Priority {
    /** As much as anybody else. */
    NORMAL(false, false),
    /** What others leave. */
    NICED(true, false),
    /** One thread for Lance's computing and one for its waiting. */
    ONE_THREAD(false, true),
    /** One thread of what others leave. */
    LOW(true, true);

    private static final List<String> NICE = List.of("nice", "-n", "19");

    private final boolean niced;
    private final boolean oneThread;

    Priority(boolean niced, boolean oneThread) {
        this.niced = niced;
        this.oneThread = oneThread;
    }

    /** The command line of a process that has it. */
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(niced ? NICE : List.of());
        all.addAll(command);
        return all;
    }

    Map<String, String> environment() {
        return oneThread ? Map.of("LANCE_CPU_THREADS", "1", "TOKIO_WORKER_THREADS", "1") : Map.of();
    }
}
