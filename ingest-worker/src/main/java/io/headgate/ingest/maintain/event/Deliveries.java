package io.headgate.ingest.maintain.event;

/** Told what becomes of events, on the threads that send them: quick, and never throws. */
public interface Deliveries {
    Deliveries NONE = new Deliveries() {};

    /** Kafka has acknowledged an event. */
    default void sent() {}

    /** An event was given up. */
    default void dropped() {}
}
