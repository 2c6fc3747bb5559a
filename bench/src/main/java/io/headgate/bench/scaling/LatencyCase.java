package io.headgate.bench.scaling;

import io.headgate.engine.write.WriteMode;
import java.util.Locale;

/**
 * What is measured once.
 *
 * @param every the worker's {@code commit.every}
 */
record LatencyCase(WriteMode mode, String every) {

    String modeName() {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
