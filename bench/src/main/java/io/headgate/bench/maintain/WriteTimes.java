package io.headgate.bench.maintain;

import io.headgate.bench.scaling.Latency;
import io.headgate.engine.write.PhaseTimes;
import io.headgate.engine.write.WriteResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long writes took, all of it and by phase. Not thread-safe. */
final class WriteTimes {

    private static final int DIGITS = 3;

    /** Looking up keys is part of staging. */
    enum Phase {
        STAGE,
        ARM,
        COMMIT,
        PUBLISH,
        DISARM
    }

    private final Histogram all = new Histogram(DIGITS);
    private final Map<Phase, Histogram> phases = new EnumMap<>(Phase.class);

    WriteTimes() {
        for (Phase phase : Phase.values()) {
            phases.put(phase, new Histogram(DIGITS));
        }
    }

    /** @param nanos that the write took as its caller sees it */
    void add(WriteResult result, long nanos) {
        PhaseTimes times = result.times();
        all.recordValue(nanos);
        add(Phase.STAGE, times.stage());
        add(Phase.ARM, times.arm());
        add(Phase.COMMIT, times.commit());
        add(Phase.PUBLISH, times.publish());
        add(Phase.DISARM, times.disarm());
    }

    private void add(Phase phase, Duration time) {
        phases.get(phase).recordValue(time.toNanos());
    }

    Latency all() {
        return Latency.of(all);
    }

    Latency of(Phase phase) {
        return Latency.of(phases.get(phase));
    }
}
