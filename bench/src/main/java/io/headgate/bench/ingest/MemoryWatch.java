package io.headgate.bench.ingest;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The most memory that this process has had: resident as a whole, and that of Arrow's vectors. */
final class MemoryWatch implements AutoCloseable {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "memory-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long peakDirect;

    MemoryWatch() {
        sampler.scheduleAtFixedRate(this::sample, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sample() {
        peakDirect = Math.max(peakDirect, PlatformDependent.usedDirectMemory());
    }

    /** What Arrow has taken from the system at most, as far as samples show. */
    long peakDirectBytes() {
        return peakDirect;
    }

    /** The most resident memory since the process began; 0 where the system does not tell. */
    static long peakResidentBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith(PEAK)) {
                String kibibytes =
                        line.substring(PEAK.length()).replace("kB", "").trim();
                return Long.parseLong(kibibytes) * 1024;
            }
        }
        return 0;
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }
}
