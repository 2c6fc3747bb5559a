package io.headgate.engine.write;

import io.headgate.recovery.intent.Owner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges whether the process that armed an intent may still be working on it. Being wrong costs time, never safety: a
 * writer whose intent was discarded under it either still publishes exactly its batch or finds its claims stale.
 */
@FunctionalInterface
public interface OwnerLiveness {

    boolean isGone(Owner owner, Instant armedAt);

    /**
     * A process of this host is gone when no process has its id and start time; one of another host when its intent is older
     * than the grace.
     */
    static OwnerLiveness ofProcesses(Owner self, Duration grace, Clock clock) {
        return (owner, armedAt) -> {
            if (owner.host().equals(self.host())) {
                return ProcessHandle.of(owner.pid())
                        .map(process -> !startOf(process).equals(owner.processStarted()))
                        .orElse(true);
            }
            return armedAt.plus(grace).isBefore(clock.instant());
        };
    }

    /** When a process started; the epoch when the system does not say. */
    static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
