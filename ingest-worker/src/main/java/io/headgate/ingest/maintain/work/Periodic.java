package io.headgate.ingest.maintain.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something every now and then, on a thread of its own. What fails is only logged; the next time comes. Thread-safe. */
final class Periodic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Runnable task;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread;

    /**
     * Begins at once.
     *
     * @param name of what it does, for the log
     * @param task called on its thread only
     */
    Periodic(String name, Runnable task, Duration every) {
        this.name = name;
        this.task = task;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "headgate-" + name);
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::attempt, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does it out of turn. */
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
            LOG.debug("{} not any more", name);
        }
    }

    private void attempt() {
        try {
            task.run();
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            LOG.warn("{} failed reason={}", name, e.toString());
        }
    }

    /** Waits a while for what is under way, which uses what is closed next. */
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
