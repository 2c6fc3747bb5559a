package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.id.IntentId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long armed writes wait for their turn: counts the graph versions that pass an intent by while its writer is awake and
 * still at that write.
 */
final class Waits {

    private final Scheduler scheduler;
    private final Map<IntentId, Waiting> waiting = new HashMap<>();

    Waits(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    private static final class Waiting {
        private final Actor writer;
        private final long task;
        private int passed;

        Waiting(Actor writer) {
            this.writer = writer;
            this.task = writer.task();
        }

        boolean goesOn() {
            return !writer.isDone() && !writer.isCrashed() && writer.task() == task;
        }
    }

    /** An intent has been put, for the first time or again. */
    void armed(IntentId id) {
        @Nullable Actor writer = scheduler.caller();
        if (writer != null) {
            waiting.putIfAbsent(id, new Waiting(writer));
        }
    }

    void published(GraphManifest version) {
        for (IntentId id : version.intents()) {
            @Nullable Waiting ended = waiting.remove(id);
            if (ended != null && ended.goesOn()) {
                scheduler.counters().waited(ended.writer, ended.passed);
            }
        }
        waiting.values().removeIf(one -> !one.goesOn());
        for (Waiting one : waiting.values()) {
            one.passed += one.writer.wakeAt() <= scheduler.step() ? 1 : 0;
        }
    }
}
