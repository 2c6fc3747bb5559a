package io.headgate.engine.simulation;

import java.util.List;
import java.util.Optional;

/**
 * What one schedule led to.
 *
 * @param violation the first promise that was broken
 * @param trace every step, one line each: step, actor, call, what became of it
 */
public record SimulationReport(long seed, Optional<Violation> violation, List<String> trace, Statistics statistics) {

    public SimulationReport {
        trace = List.copyOf(trace);
    }

    /** The trace and the violation, for a person. */
    public String text() {
        return "seed " + seed + "\n" + String.join("\n", trace) + "\nseed " + seed + ": "
                + violation.map(broken -> "VIOLATION of: " + broken).orElse("every promise was kept");
    }
}
