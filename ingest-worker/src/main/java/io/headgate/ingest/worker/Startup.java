package io.headgate.ingest.worker;

import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.SourceUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which a starting worker has to reach Kafka. What fails because Kafka does not answer is tried again, after pauses
 * that grow, until that time is over or the worker is told to stop. For use by one thread, except {@link #left()}.
 */
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Duration timeout;
    private final Backoff backoff;
    private final CountDownLatch stopRequest;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final long deadline;
    private int failures;
    private volatile boolean ended;

    /**
     * @param timeout counts from now
     * @param stopRequest is at zero when the worker is told to stop
     */
    Startup(Duration timeout, Backoff backoff, CountDownLatch stopRequest, LongSupplier nanos, RandomGenerator random) {
        this.timeout = timeout;
        this.backoff = backoff;
        this.stopRequest = stopRequest;
        this.nanos = nanos;
        this.random = random;
        this.deadline = nanos.getAsLong() + timeout.toNanos();
    }

    /**
     * The result of something that Kafka has to answer for; empty when the worker was told to stop before.
     *
     * @throws BadConfiguration when Kafka does not let this client in, which waiting does not change
     * @throws SourceUnavailable when the time is over
     */
    <T> Optional<T> attempt(Supplier<T> action) {
        while (stopRequest.getCount() > 0) {
            try {
                return Optional.of(action.get());
            } catch (SourceUnavailable away) {
                away.refusedSetting().ifPresent(setting -> {
                    throw new BadConfiguration(
                            setting, "Kafka does not let this worker in: " + away.getMessage(), away);
                });
                failures++;
                pause(away);
            }
        }
        return Optional.empty();
    }

    private void pause(SourceUnavailable away) {
        Duration pause = backoff.after(failures, random);
        if (pause.compareTo(left()) >= 0) {
            throw new SourceUnavailable(
                    "start",
                    "gave up after " + failures + " attempts within startup.timeout (" + timeout.toMillis() + " ms): "
                            + away.getMessage() + "; start the worker again when Kafka is there, or let it wait longer",
                    away);
        }
        LOG.warn(
                "kafka not reached yet attempt={} pause_ms={} left_ms={} reason={}",
                failures,
                pause.toMillis(),
                left().toMillis(),
                away.getMessage());
        try {
            stopRequest.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away;
        }
    }

    /** How long an answer may be waited for: what is left of the time, and without a limit once the worker runs. Thread-safe. */
    Duration left() {
        return ended ? FOREVER : Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
    }

    /** The worker has started. */
    void end() {
        ended = true;
    }
}
