package io.headgate.ingest.demo;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Carries the wish to stop from any thread to the one that is at work. Thread-safe. */
final class StopHandle {

    private boolean requested;
    private @Nullable Runnable interruption;

    /** Passes the wish on in whatever way is set. */
    synchronized void request() {
        requested = true;
        if (interruption != null) {
            interruption.run();
        }
    }

    /** Sets how to stop the work that begins now; at once if that is wished already. */
    synchronized void by(Runnable newInterruption) {
        interruption = newInterruption;
        if (requested) {
            newInterruption.run();
        }
    }

    /** The work has ended; there is nothing to stop. */
    synchronized void nothing() {
        interruption = null;
    }

    synchronized boolean isRequested() {
        return requested;
    }

    /** @throws CancellationException when it is wished to stop */
    void check() {
        if (isRequested()) {
            throw new CancellationException("the demo was asked to stop");
        }
    }
}
