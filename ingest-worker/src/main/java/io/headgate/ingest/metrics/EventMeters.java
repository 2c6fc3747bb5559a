package io.headgate.ingest.metrics;

import io.headgate.ingest.maintain.event.Deliveries;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What becomes of events for the planner of maintenance. Thread-safe. */
final class EventMeters implements Deliveries {
    private final Counter sent;
    private final Counter dropped;

    EventMeters(MeterRegistry registry) {
        this.sent = events(registry, "sent");
        this.dropped = events(registry, "dropped");
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("headgate.events")
                .description("Events for the planner of maintenance")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void sent() {
        sent.increment();
    }

    @Override
    public void dropped() {
        dropped.increment();
    }
}
