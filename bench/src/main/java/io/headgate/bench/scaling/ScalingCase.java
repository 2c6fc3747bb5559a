package io.headgate.bench.scaling;

import io.headgate.engine.write.WriteMode;
import java.time.Duration;
import java.util.Locale;

/**
 * What is measured once.
 *
 * @param workers that write at the same time
 * @param delay mean wait before each storage call
 */
record ScalingCase(WriteMode mode, int workers, Duration delay) {

    boolean isDelayed() {
        return !delay.isZero();
    }

    ScalingCase withoutDelay() {
        return new ScalingCase(mode, workers, Duration.ZERO);
    }

    ScalingCase alone() {
        return new ScalingCase(mode, 1, delay);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %d workers, %d ms", mode.name().toLowerCase(Locale.ROOT), workers, delay.toMillis());
    }
}
