package io.headgate.ingest.metrics;

import io.headgate.engine.observe.StorageObserver;
import io.headgate.engine.observe.StorageOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the storage is asked for, how long it takes, and how often it fails. Thread-safe. */
final class StorageMeters implements StorageObserver {
    private final StorageObserver next;
    private final Map<StorageOperation, Timer> timers = new EnumMap<>(StorageOperation.class);
    private final Map<StorageOperation, Counter> failures = new EnumMap<>(StorageOperation.class);

    /**
     * @param next told of the same
     */
    StorageMeters(MeterRegistry registry, StorageObserver next) {
        this.next = next;
        for (StorageOperation operation : StorageOperation.values()) {
            String store = operation.store().name().toLowerCase(Locale.ROOT);
            timers.put(
                    operation,
                    Timer.builder("headgate.storage.operation")
                            .description("Operations of the object store and the table store, failed ones included")
                            .tags("store", store, "operation", operation.keyword())
                            .register(registry));
            failures.put(
                    operation,
                    Counter.builder("headgate.storage.failures")
                            .description("Operations of the stores that failed")
                            .tags("store", store, "operation", operation.keyword())
                            .register(registry));
        }
    }

    @Override
    public void begun(StorageOperation operation) {
        next.begun(operation);
    }

    @Override
    public void succeeded(StorageOperation operation, long nanos) {
        timers.get(operation).record(nanos, TimeUnit.NANOSECONDS);
        next.succeeded(operation, nanos);
    }

    @Override
    public void failed(StorageOperation operation, long nanos, RuntimeException failure) {
        timers.get(operation).record(nanos, TimeUnit.NANOSECONDS);
        failures.get(operation).increment();
        next.failed(operation, nanos, failure);
    }
}
