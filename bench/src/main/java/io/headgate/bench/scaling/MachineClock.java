package io.headgate.bench.scaling;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The one clock that all processes of a machine share. It may be set; runs are short. */
final class MachineClock {

    private MachineClock() {}

    /** Since 1970. */
    static long nanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
