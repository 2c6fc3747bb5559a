package io.headgate.bench.scaling;

import com.sun.management.OperatingSystemMXBean;
import io.headgate.engine.fault.SeamOperation;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counters at the beginning or the end of what is measured.
 *
 * @param nanos of the clock that durations are taken from
 * @param cpuNanos processor time of the whole process
 * @param calls of both stores, by kind
 */
record Moment(long nanos, long cpuNanos, Map<SeamOperation, Long> calls) {

    Moment {
        calls = Map.copyOf(calls);
    }

    static Moment of(CommitWatch watch) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Moment(System.nanoTime(), system.getProcessCpuTime(), watch.calls());
    }

    /** The calls from then until now, in the order of the kinds. */
    Map<SeamOperation, Long> callsSince(Moment earlier) {
        Map<SeamOperation, Long> since = new EnumMap<>(SeamOperation.class);
        calls.forEach((operation, count) -> since.put(operation, count - earlier.calls.getOrDefault(operation, 0L)));
        return since;
    }
}
