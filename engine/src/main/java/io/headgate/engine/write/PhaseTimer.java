package io.headgate.engine.write;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Adds up how long each phase takes. */
final class PhaseTimer {

    enum Phase {
        STAGE,
        ARM,
        COMMIT,
        PUBLISH,
        DISARM
    }

    private final Map<Phase, Duration> spent = new EnumMap<>(Phase.class);

    <T> T time(Phase phase, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            spent.merge(phase, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        }
    }

    PhaseTimes times() {
        return new PhaseTimes(of(Phase.STAGE), of(Phase.ARM), of(Phase.COMMIT), of(Phase.PUBLISH), of(Phase.DISARM));
    }

    private Duration of(Phase phase) {
        return spent.getOrDefault(phase, Duration.ZERO);
    }
}
