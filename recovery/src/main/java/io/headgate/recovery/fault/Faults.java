package io.headgate.recovery.fault;

/** Told when a fault point is reached; what it does then (nothing, halt the process, throw) is its own affair. */
@FunctionalInterface
public interface Faults {

    /** The inert one: what runs in production. */
    Faults NONE = point -> {};

    void reached(FaultPoint point);
}
