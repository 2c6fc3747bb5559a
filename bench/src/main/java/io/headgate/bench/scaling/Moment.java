package io.headgate.bench.scaling;

import io.headgate.engine.fault.SeamOperation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The counters at the beginning or the end of what is measured.
 *
 * @param nanos of the clock that durations are taken from
 * @param cpuNanos processor time of the whole process, or of several
 * @param calls of both stores, by kind
 */
record Moment(long nanos, long cpuNanos, Map<SeamOperation, Long> calls) {

    Moment {
        calls = Map.copyOf(calls);
    }

    /** The counters of several processes together, from when the first of them was asked. */
    static Moment sum(List<Moment> processes) {
        Map<SeamOperation, Long> calls = new EnumMap<>(SeamOperation.class);
        processes.forEach(process -> process.calls.forEach((kind, count) -> calls.merge(kind, count, Long::sum)));
        return new Moment(
                processes.stream().mapToLong(Moment::nanos).min().orElseThrow(),
                processes.stream().mapToLong(Moment::cpuNanos).sum(),
                calls);
    }

    /** The calls from then until now, in the order of the kinds. */
    Map<SeamOperation, Long> callsSince(Moment earlier) {
        Map<SeamOperation, Long> since = new EnumMap<>(SeamOperation.class);
        calls.forEach((operation, count) -> since.put(operation, count - earlier.calls.getOrDefault(operation, 0L)));
        return since;
    }
}
