package io.headgate.bench.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Adds up the time, and the processor time of the whole process, between {@link #start} and {@link #stop}. What runs after
 * the last {@link #lap} does not count. Not thread-safe.
 */
final class Stopwatch {

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long startedNanos;
    private long startedCpuNanos;
    private long nanos;
    private long cpuNanos;

    void start() {
        startedNanos = System.nanoTime();
        startedCpuNanos = system.getProcessCpuTime();
    }

    void stop() {
        nanos += System.nanoTime() - startedNanos;
        cpuNanos += system.getProcessCpuTime() - startedCpuNanos;
    }

    /** Counts up to now and runs on. */
    void lap() {
        stop();
        start();
    }

    long nanos() {
        return nanos;
    }

    long cpuNanos() {
        return cpuNanos;
    }
}
