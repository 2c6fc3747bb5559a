package io.headgate.ingest.maintain.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all tables every now and then, on a thread of its own. A look that fails is only logged; the next one comes. Thread-safe. */
final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Runnable look;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread;

    /**
     * @param look called on the reconciler's thread only
     */
    Reconciler(Runnable look, Duration every) {
        this.look = look;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "headgate-reconciler");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::attempt, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Looks out of turn. */
    void soon() {
        if (!asked.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(() -> {
                asked.set(false);
                attempt();
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("no look any more");
        }
    }

    private void attempt() {
        try {
            look.run();
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            LOG.warn("tables not looked at reason={}", e.toString());
        }
    }

    /** Waits a while for a look that is under way, which uses what is closed next. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
