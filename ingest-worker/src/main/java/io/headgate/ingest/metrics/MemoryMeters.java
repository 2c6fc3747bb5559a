package io.headgate.ingest.metrics;

import io.headgate.ingest.config.DataSize;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.arrow.memory.BufferAllocator;

/** Memory outside the heap. */
final class MemoryMeters {
    private MemoryMeters() {}

    /**
     * @param root all of it
     * @param engine the part of it that the engine uses to write; the rest is decoded rows
     * @param limit of decoded rows
     */
    static void register(MeterRegistry registry, BufferAllocator root, BufferAllocator engine, DataSize limit) {
        Gauge.builder("headgate.off.heap.used.bytes", () -> root.getAllocatedMemory() - engine.getAllocatedMemory())
                .description("Memory outside the heap")
                .tag("pool", "rows")
                .register(registry);
        Gauge.builder("headgate.off.heap.used.bytes", engine::getAllocatedMemory)
                .description("Memory outside the heap")
                .tag("pool", "engine")
                .register(registry);
        Gauge.builder("headgate.off.heap.limit.bytes", limit::bytes)
                .description("Limit of the pool of decoded rows")
                .tag("pool", "rows")
                .register(registry);
    }
}
