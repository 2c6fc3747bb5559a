package io.headgate.bench.ingest;

import java.util.Map;

/** One way to do the work. */
@FunctionalInterface
interface Workload {

    /**
     * Carries the whole topic of the job, and checks that all of it arrived.
     *
     * @param clock to be started and stopped around what counts
     * @return further figures, by name: milliseconds that parts of it took
     */
    Map<String, Double> run(Job job, Stopwatch clock) throws Exception;
}
