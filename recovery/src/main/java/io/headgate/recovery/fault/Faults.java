package io.headgate.recovery.fault;

/**
 * Told when a fault point is reached; what it does then (nothing, halt the process, throw, wait) is its own affair.
 *
 * <p>Its scope is the graph environment that carries it: nothing is registered anywhere, so several writers in one JVM can
 * have faults of their own, or none. Called on the thread that does the work; implementations are thread-safe when their
 * environment is shared.
 */
@FunctionalInterface
public interface Faults {

    /** The inert one: what runs in production. */
    Faults NONE = point -> {};

    void reached(FaultPoint point);
}
