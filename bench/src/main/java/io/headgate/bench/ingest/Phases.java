package io.headgate.bench.ingest;

import io.headgate.engine.write.PhaseTimes;
import io.headgate.ingest.worker.CommitReport.ReadTimes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Adds up the phases of all writes of a run, in milliseconds. Not thread-safe. */
final class Phases {

    private final Map<String, Double> milliseconds = new HashMap<>();

    void add(PhaseTimes times) {
        add("stage", times.stage());
        add("arm", times.arm());
        add("commit", times.commit());
        add("publish", times.publish());
        add("disarm", times.disarm());
        milliseconds.merge("commits", 1.0, Double::sum);
    }

    void add(ReadTimes times) {
        add("poll", times.poll());
        add("decode", times.decode());
        add("blocked", times.blocked());
    }

    /** Notes when the first write was visible; later ones change nothing. */
    void visible(Duration sinceStart) {
        milliseconds.putIfAbsent("first-visible", sinceStart.toNanos() / 1e6);
    }

    Map<String, Double> milliseconds() {
        return Map.copyOf(milliseconds);
    }

    private void add(String phase, Duration time) {
        milliseconds.merge(phase, time.toNanos() / 1e6, Double::sum);
    }
}
