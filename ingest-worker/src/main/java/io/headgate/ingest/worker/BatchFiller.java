package io.headgate.ingest.worker;

import io.headgate.ingest.batch.FillResult;
import io.headgate.ingest.batch.Intake;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.source.SourceReader;
import io.headgate.ingest.worker.CommitReport.ReadTimes;
import io.headgate.recovery.error.BadConfiguration;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Fills the open batch: polls, decodes, and knows when it is due. While there is no room, partitions are paused and polling goes
 * on, so that the worker stays in its group. For use by one thread.
 */
final class BatchFiller {
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final Duration BLOCKED_POLL = Duration.ofMillis(20);

    private final WorkerConfig config;
    private final SourceReader reader;
    private final Intake intake;
    private final LongSupplier nanos;

    private long newsSince;
    private boolean hadNews;
    private boolean starved;
    private ReadTimes times = ReadTimes.NONE;

    BatchFiller(WorkerConfig config, SourceReader reader, Intake intake, LongSupplier nanos) {
        this.config = config;
        this.reader = reader;
        this.intake = intake;
        this.nanos = nanos;
    }

    /**
     * Decodes what was polled, as far as there is room for it.
     *
     * @param alone whether no other batch takes memory
     * @throws BadConfiguration when memory is too small for a record although nothing else takes any: it will never be enough
     */
    void decode(boolean alone) {
        if (starved) {
            return;
        }
        long started = nanos.getAsLong();
        FillResult result = intake.fill();
        if (result == FillResult.DRAINED) {
            intake.advance(reader.positions());
        } else if (result == FillResult.NO_MEMORY && intake.isEmpty()) {
            intake.relieve();
            if (alone) {
                throw tooLittleMemory();
            }
            starved = true;
        }
        times = times.plusDecode(since(started));
        if (!hadNews && intake.hasNews()) {
            hadNews = true;
            newsSince = started;
        }
    }

    private BadConfiguration tooLittleMemory() {
        return new BadConfiguration(
                "memory.off-heap",
                "memory.off-heap is " + config.memory().offHeap()
                        + ", which is too little for a single record; raise it");
    }

    /**
     * Polls, unless there are records that have not been decoded although there is room again.
     *
     * @param mayWrite whether the batch would be written if it were due
     * @param whileBlocked waits for room, a moment
     */
    void poll(boolean mayWrite, Runnable whileBlocked) {
        long started = nanos.getAsLong();
        boolean blocked = starved || intake.isFull();
        if (intake.hasWaiting() && !blocked) {
            return;
        }
        reader.hold(blocked);
        intake.offer(reader.poll(blocked ? Duration.ZERO : pollTime(mayWrite)));
        if (!blocked) {
            times = times.plusPoll(since(started));
            return;
        }
        whileBlocked.run();
        times = times.plusBlocked(since(started));
    }

    private Duration pollTime(boolean mayWrite) {
        if (reader.awaitsPlaces()) {
            return BLOCKED_POLL;
        }
        if (!hadNews || !mayWrite) {
            return LONGEST_POLL;
        }
        Duration left = config.commit().every().minus(since(newsSince));
        Duration shorter = left.compareTo(LONGEST_POLL) < 0 ? left : LONGEST_POLL;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    /** Whether a batch with anything in it has to be written now. */
    boolean isDue() {
        return hadNews
                && (intake.isFull()
                        || since(newsSince).compareTo(config.commit().every()) >= 0);
    }

    /** Whether everything that was polled is decoded and nothing before the target is left to be polled. */
    boolean hasPassed(CatchUpTarget target) {
        return !intake.hasWaiting() && target.passedBy(reader.positions());
    }

    /** Closes the open batch, if there is anything in it; the next one begins where it ends. */
    Optional<FilledBatch> take() {
        hadNews = false;
        if (!intake.hasNews()) {
            return Optional.empty();
        }
        FilledBatch filled = new FilledBatch(intake.take(), times);
        times = ReadTimes.NONE;
        return Optional.of(filled);
    }

    /** A batch was written, which took memory. */
    void hasRoomAgain() {
        starved = false;
    }

    /** Forgets what was read and not taken. */
    void drop() {
        intake.drop();
        hadNews = false;
        starved = false;
    }

    /** The same; every partition that the worker has is read again from where a survey finds the graph. */
    void readAgain() {
        drop();
        reader.displace();
    }

    private Duration since(long started) {
        return Duration.ofNanos(nanos.getAsLong() - started);
    }
}
