package io.headgate.bench.scaling;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The counters at the beginning or the end of what is measured.
 *
 * @param nanos of the clock that durations are taken from
 * @param cpuNanos processor time of the whole process
 */
record Moment(long nanos, long cpuNanos, long objectCalls, long tableCalls) {

    static Moment of(CommitWatch watch) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Moment(System.nanoTime(), system.getProcessCpuTime(), watch.objectCalls(), watch.tableCalls());
    }
}
