package io.headgate.ingest.worker;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionAttemptedEvent;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteResult;
import io.headgate.ingest.batch.ClosedBatch;
import io.headgate.ingest.source.Survey;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.error.StorageUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes, with at most one batch in flight: the writer belongs to it alone. The methods are for one other
 * thread, the one that reads.
 */
final class CommitLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLane.class);

    private final GraphWriter writer;
    private final TopicGuard guard;
    private final ProgressListener listener;
    private final RetryPolicy<Object> storageRetries;
    private final RetryPolicy<Object> kafkaRetries;
    private final ExecutorService thread;
    private volatile boolean closing;
    private @Nullable Future<LaneOutcome> inFlight;

    CommitLane(GraphWriter writer, TopicGuard guard, WorkerTuning tuning, ProgressListener listener) {
        this.listener = listener;
        this.writer = writer;
        this.guard = guard;
        this.storageRetries = RetryPolicy.builder()
                // A write whose outcome is unknown is settled by the next one, which then finds its claims stale or
                // not.
                .handle(StorageUnavailable.class, OutcomeUnknown.class)
                .withBackoff(tuning.shortestPause(), tuning.longestPause())
                .withJitter(0.25)
                .withMaxAttempts(tuning.storageAttempts())
                .onRetry(retry -> retried("storage", retry))
                .build();
        // Without Kafka there is nothing better to do than to wait for it; only an end of the worker ends this.
        this.kafkaRetries = RetryPolicy.builder()
                .handleIf(failure -> failure instanceof SourceUnavailable && !closing)
                .withBackoff(tuning.shortestPause(), tuning.longestPause())
                .withMaxAttempts(-1)
                .onRetry(retry -> retried("kafka", retry))
                .build();
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "headgate-commit");
            made.setDaemon(true);
            return made;
        });
    }

    /** Whether a batch can be submitted: none is in flight, and the outcome of the last one was taken. */
    boolean isIdle() {
        return inFlight == null;
    }

    /** Writes a batch. It is closed when it is written, or cannot be. */
    void submit(ClosedBatch batch) {
        if (inFlight != null) {
            throw new IllegalStateException("a batch is in flight already");
        }
        inFlight = thread.submit(() -> told(() -> write(batch)));
    }

    /** The outcome of the batch in flight, once, as soon as it is there; waits for it at most that long. */
    Optional<LaneOutcome> take(Duration patience) {
        Future<LaneOutcome> running = inFlight;
        if (running == null) {
            return Optional.empty();
        }
        try {
            LaneOutcome outcome = running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            inFlight = null;
            return Optional.of(outcome);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw unexpected(e);
        }
    }

    /**
     * Resolves what dead writers left and looks at the newest graph version, after the batch in flight and everything else that
     * was asked before.
     */
    Future<Survey> look(Function<GraphManifest, Survey> survey) {
        return thread.submit(() -> told(() -> Failsafe.with(kafkaRetries).get(() -> survey.apply(refresh()))));
    }

    /** The result of something that is done. */
    static <T> T resultOf(Future<T> done) {
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while taking a result");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : unexpected(e);
        }
    }

    private <T> T told(Supplier<T> work) {
        listener.workBegun();
        try {
            return work.get();
        } finally {
            listener.workEnded();
        }
    }

    private void retried(String what, ExecutionAttemptedEvent<?> retry) {
        LOG.warn(
                "{} unavailable attempt={} reason={}",
                what,
                retry.getAttemptCount(),
                message(retry.getLastException()));
        listener.workRetried();
    }

    private GraphManifest refresh() {
        return Failsafe.with(storageRetries).get(writer::refresh);
    }

    /**
     * Ends the thread. It is not interrupted, because an interrupted write would only be one whose outcome is unknown.
     *
     * @return whether the batch in flight came to an end within that time; if not, its memory is still in use
     */
    boolean close(Duration patience) {
        closing = true;
        thread.shutdown();
        try {
            return thread.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    private LaneOutcome write(ClosedBatch batch) {
        try (batch) {
            Failsafe.with(kafkaRetries).run(() -> guard.verify(batch.request().claims()));
            WriteResult result = Failsafe.with(storageRetries).get(() -> writer.write(batch.request()));
            return new LaneOutcome.Written(batch, result);
        } catch (Conflict conflict) {
            return overtaken(batch, conflict);
        } catch (RuntimeException e) {
            return new LaneOutcome.Failed(e);
        }
    }

    /**
     * A batch whose first attempt had no known outcome is refused when it is repeated and somebody, or that attempt itself, has
     * finished it meanwhile. The offsets tell: what the graph contains up to the end of the batch is the batch.
     */
    private LaneOutcome overtaken(ClosedBatch batch, Conflict conflict) {
        try {
            GraphManifest newest = refresh();
            boolean contained = batch.request().claims().stream()
                    .allMatch(claim ->
                            newest.sources().contains(new SourceOffset(claim.partition(), claim.to(), claim.epoch())));
            if (contained) {
                listener.contained();
            }
            return contained ? new LaneOutcome.Contained(batch, newest) : new LaneOutcome.Failed(conflict);
        } catch (RuntimeException e) {
            return new LaneOutcome.Failed(e);
        }
    }

    private static IllegalStateException unexpected(ExecutionException e) {
        return new IllegalStateException("the commit thread failed: " + e.getCause(), e.getCause());
    }

    private static String message(@Nullable Throwable failure) {
        return failure == null ? "" : failure.getMessage();
    }
}
