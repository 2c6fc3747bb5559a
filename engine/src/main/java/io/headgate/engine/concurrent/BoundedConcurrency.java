package io.headgate.engine.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
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

    private final ThreadPoolExecutor threads;

    /** @param most threads beside the calling one, at least 1 */
    public BoundedConcurrency(int most) {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "headgate-storage-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                (untaken, executor) -> {});
    }

    @Override
    public <T> List<T> all(List<Supplier<T>> tasks) {
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
    public void close() {
        threads.shutdown();
    }
}
