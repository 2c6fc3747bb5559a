package io.headgate.engine.observe;

import java.util.function.Supplier;

/**
 * Told of every operation of the stores, on the thread that asks for it. Implementations are thread-safe, quick, and never
 * throw.
 */
public interface StorageObserver {

    void begun(StorageOperation operation);

    /**
     * @param nanos how long it took
     */
    void succeeded(StorageOperation operation, long nanos);

    /**
     * @param nanos how long it took
     */
    void failed(StorageOperation operation, long nanos, RuntimeException failure);

    /** Runs an operation and tells of it. */
    default <T> T observe(StorageOperation operation, Supplier<T> work) {
        begun(operation);
        long start = System.nanoTime();
        T result;
        try {
            result = work.get();
        } catch (RuntimeException failure) {
            failed(operation, System.nanoTime() - start, failure);
            throw failure;
        }
        succeeded(operation, System.nanoTime() - start);
        return result;
    }

    /** The same for one without a result. */
    default void observe(StorageOperation operation, Runnable work) {
        observe(operation, () -> {
            work.run();
            return true;
        });
    }
}
