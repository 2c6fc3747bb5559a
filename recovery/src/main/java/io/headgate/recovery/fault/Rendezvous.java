package io.headgate.recovery.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds a thread at one place until somebody else lets it go on, so that a test can act exactly then, without sleeping. The
 * first thread that comes by is parked; whoever comes later passes. Closing it releases, so that a test that fails
 * leaves no thread behind. Thread-safe.
 *
 * <pre>{@code
 * try (Rendezvous rendezvous = Rendezvous.at(FaultPoint.PUBLISH_BEFORE_PUT)) {
 *     Future<?> sleeper = threads.submit(() -> writerWith(environment.withFaults(rendezvous)));
 *     rendezvous.awaitReached(Duration.ofSeconds(10));
 *     // everything here happens while the sleeper is about to publish
 *     rendezvous.release();
 *     sleeper.get();
 * }
 * }</pre>
 */
public final class Rendezvous implements Faults, AutoCloseable {

    /** So that a test that forgets to release fails instead of hanging. */
    private static final Duration LONGEST_PARK = Duration.ofMinutes(2);

    private final String place;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Rendezvous(String place) {
        this.place = place;
    }

    /** Parks whoever is the first to reach that fault point. */
    public static Rendezvous at(FaultPoint point) {
        return new Rendezvous(point.name());
    }

    /**
     * Parks whoever is the first to call {@link #park}: for places that are no fault points.
     *
     * @param place what a message calls it
     */
    public static Rendezvous named(String place) {
        return new Rendezvous(place);
    }

    @Override
    public void reached(FaultPoint point) {
        if (point.name().equals(place)) {
            park();
        }
    }

    /**
     * Waits for the release if this is the first call; returns at once otherwise.
     *
     * @throws IllegalStateException when nobody releases within two minutes, or the thread is interrupted
     */
    public void park() {
        if (taken.compareAndSet(false, true)) {
            reached.countDown();
            await(released, LONGEST_PARK, "was parked there and not released");
        }
    }

    /**
     * Waits until a thread is parked.
     *
     * @throws IllegalStateException when that takes longer
     */
    public void awaitReached(Duration timeout) {
        await(reached, timeout, "was waited for, but nobody came by");
    }

    /** Lets the parked thread go on, and everybody who comes later. Does nothing the second time. */
    public void release() {
        taken.set(true);
        released.countDown();
    }

    @Override
    public void close() {
        release();
    }

    private void await(CountDownLatch latch, Duration timeout, String what) {
        try {
            if (!latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(place + " " + what + " within " + timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + place, e);
        }
    }
}
