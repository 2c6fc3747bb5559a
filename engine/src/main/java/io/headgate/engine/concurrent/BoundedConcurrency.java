package io.headgate.engine.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Uses a bounded number of threads beside the calling one, which does every task itself that no thread has taken. So
 * nothing queues, and tasks that wait for tasks cannot block each other.
 */
public final class BoundedConcurrency implements Concurrency {

    private static final long IDLE_SECONDS = 10;

    private final int most;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;

    /** @param most threads beside the calling one; 0 for storage that answers faster than a thread wakes up */
    public BoundedConcurrency(int most) {
        this.most = most;
        this.threads = new ThreadPoolExecutor(
                0,
                Math.max(1, most),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("headgate-storage-"),
                (untaken, executor) -> {});
        this.timer = new ScheduledThreadPoolExecutor(1, daemons("headgate-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public <T> List<T> all(List<Supplier<T>> tasks) {
        if (most == 0) {
            return NONE.all(tasks);
        }
        List<FutureTask<T>> started = new ArrayList<>();
        for (Supplier<T> task : tasks) {
            started.add(new FutureTask<>(task::get));
        }
        started.stream().skip(1).forEach(threads::execute);
        // Does nothing for those that a thread has taken.
        started.forEach(FutureTask::run);
        return results(started);
    }

    private static <T> List<T> results(List<FutureTask<T>> started) {
        List<T> results = new ArrayList<>();
        @Nullable Throwable failure = null;
        boolean interrupted = Thread.interrupted();
        for (FutureTask<T> task : started) {
            boolean ended = false;
            while (!ended) {
                try {
                    results.add(task.get());
                    ended = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    ended = true;
                    failure = failure == null ? e.getCause() : failure;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        return results;
    }

    @Override
    public Repetition every(Duration period, Runnable action) {
        ScheduledFuture<?> repeated =
                timer.scheduleWithFixedDelay(action, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> repeated.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdown();
    }
}
