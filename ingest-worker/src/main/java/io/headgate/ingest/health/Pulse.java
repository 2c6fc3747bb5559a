package io.headgate.ingest.health;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.observe.StorageObserver;
import io.headgate.engine.observe.StorageOperation;
import io.headgate.ingest.source.ReadingState;
import io.headgate.ingest.worker.CommitReport;
import io.headgate.ingest.worker.ProgressListener;
import io.headgate.ingest.worker.WorkerState;
import io.headgate.recovery.id.GraphVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of every sign of life of one worker. It is told by the worker's threads, each of its own things; {@link #vitals} is
 * for any thread.
 */
public final class Pulse implements ProgressListener, StorageObserver {
    /** Looking at how reading stands costs a little, and the loop comes by often. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final LongSupplier nanos;
    private final AtomicInteger works = new AtomicInteger();
    private volatile WorkerState state = WorkerState.NEW;
    private volatile long stateSince;
    private volatile long sign;
    private volatile @Nullable Round round;
    private long lastLook;

    /** The last round of the polling loop, and what was seen at the last look. */
    private record Round(long at, ReadingState reading, GraphManifest newest) {}

    /**
     * @param nanos a monotonic clock, such as {@link System#nanoTime}
     */
    public Pulse(LongSupplier nanos) {
        this.nanos = nanos;
        this.stateSince = nanos.getAsLong();
        this.sign = stateSince;
    }

    @Override
    public void moved(WorkerState next) {
        stateSince = nanos.getAsLong();
        state = next;
        sign = stateSince;
    }

    @Override
    public void stepped(GraphManifest newest, Supplier<ReadingState> reading) {
        long now = nanos.getAsLong();
        Round before = round;
        if (before == null || now - lastLook >= BETWEEN_LOOKS.toNanos()) {
            lastLook = now;
            round = new Round(now, reading.get(), newest);
        } else {
            round = new Round(now, before.reading(), newest);
        }
    }

    @Override
    public void committed(CommitReport report) {}

    @Override
    public void workBegun() {
        sign = nanos.getAsLong();
        works.incrementAndGet();
    }

    @Override
    public void workRetried() {
        sign = nanos.getAsLong();
    }

    @Override
    public void workEnded() {
        works.decrementAndGet();
        sign = nanos.getAsLong();
    }

    @Override
    public void begun(StorageOperation operation) {
        sign = nanos.getAsLong();
    }

    @Override
    public void succeeded(StorageOperation operation, long took) {
        sign = nanos.getAsLong();
    }

    @Override
    public void failed(StorageOperation operation, long took, RuntimeException failure) {
        sign = nanos.getAsLong();
    }

    /** How reading stood when it was last looked at. */
    public ReadingState reading() {
        Round last = round;
        return last == null ? ReadingState.NONE : last.reading();
    }

    /** The newest graph version that the worker has seen; empty until it polls. */
    public Optional<GraphManifest> newest() {
        return Optional.ofNullable(round).map(Round::newest);
    }

    /** What is known now. */
    public Vitals vitals() {
        Round last = round;
        boolean working = works.get() > 0;
        long lastSign = sign;
        long since = stateSince;
        long now = nanos.getAsLong();
        Optional<GraphVersion> version = newest().map(GraphManifest::version);
        return new Vitals(
                state,
                Duration.ofNanos(now - since),
                last == null ? Optional.empty() : Optional.of(Duration.ofNanos(now - last.at())),
                working,
                Duration.ofNanos(now - lastSign),
                reading(),
                version);
    }
}
