package io.headgate.ingest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/**
 * Joins the end of the process to the end of the command: a command that asked to be told is told and waited for. Thread-safe.
 */
final class ProcessStop implements StopSignal {

    private final CountDownLatch returned = new CountDownLatch(1);
    private final List<Runnable> actions = new ArrayList<>();
    private boolean requested;
    private volatile int exitCode;

    @Override
    public void onStop(Runnable action) {
        synchronized (this) {
            if (!requested) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** The command has returned with this exit code. */
    void returned(int code) {
        exitCode = code;
        returned.countDown();
    }

    /**
     * The process has been asked to end, or is ending by itself.
     *
     * @return the command's exit code when it wanted to be waited for; empty when the process may end at once
     */
    OptionalInt stop() throws InterruptedException {
        List<Runnable> told;
        synchronized (this) {
            requested = true;
            told = List.copyOf(actions);
        }
        if (told.isEmpty() || returned.getCount() == 0) {
            return OptionalInt.empty();
        }
        told.forEach(Runnable::run);
        returned.await();
        return OptionalInt.of(exitCode);
    }
}
