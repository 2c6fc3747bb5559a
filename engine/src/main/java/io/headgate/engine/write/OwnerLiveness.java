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

    /** @param since when the owner began to work on the intent */
    boolean isGone(Owner owner, Instant since);

    /**
     * A process of this host is gone when no process has its id and start time. Any other is when it has worked on the intent
     * for longer than the grace: it hangs, lost its way to the storage, or runs on a host that cannot be asked.
     */
    static OwnerLiveness ofProcesses(Owner self, Duration grace, Clock clock) {
        return (owner, since) ->
                since.plus(grace).isBefore(clock.instant()) || owner.host().equals(self.host()) && !isRunning(owner);
    }

    private static boolean isRunning(Owner owner) {
        return ProcessHandle.of(owner.pid())
                .map(process -> startOf(process).equals(owner.processStarted()))
                .orElse(false);
    }

    /** When a process started; the epoch when the system does not say. */
    static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
