package io.headgate.engine.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A millisecond passes with every step. */
final class StepClock extends Clock {

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final Scheduler scheduler;

    StepClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Instant instant() {
        return START.plusMillis(scheduler.step());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the simulation has one clock");
    }
}
