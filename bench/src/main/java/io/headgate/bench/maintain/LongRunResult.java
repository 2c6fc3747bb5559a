package io.headgate.bench.maintain;

import java.util.List;

/**
 * What came of a long run.
 *
 * @param samples of both graphs, in the order in which they were taken
 * @param progress of maintenance
 * @param load average of the machine in the last minute, at the end
 */
record LongRunResult(LongRunPlan plan, List<LongRunSample> samples, Progress progress, double load) {

    LongRunResult {
        samples = List.copyOf(samples);
    }

    List<LongRunSample> of(boolean maintained) {
        return samples.stream()
                .filter(sample -> sample.maintained() == maintained)
                .toList();
    }
}
