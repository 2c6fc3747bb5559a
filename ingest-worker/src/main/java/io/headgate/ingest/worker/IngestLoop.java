package io.headgate.ingest.worker;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.WriteResult;
import io.headgate.ingest.batch.ClosedBatch;
import io.headgate.ingest.batch.FillResult;
import io.headgate.ingest.batch.Intake;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.source.AssignmentHandler;
import io.headgate.ingest.source.Placement;
import io.headgate.ingest.source.SourceReader;
import io.headgate.ingest.worker.CommitReport.ReadTimes;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the next batch while the commit lane writes the one before. When the lane is busy and the open batch or memory is
 * full, partitions are paused and polling goes on, so that the worker stays in its group. For use by one thread.
 */
final class IngestLoop implements AssignmentHandler {
    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final Duration BLOCKED_WAIT = Duration.ofMillis(20);

    private final WorkerConfig config;
    private final SourceReader reader;
    private final Intake intake;
    private final CommitLane lane;
    private final CommitJournal journal;
    private final Rewind rewind;
    private final WorkerTuning tuning;
    private final LongSupplier nanos;

    private GraphManifest newest;
    private long newsSince;
    private boolean hadNews;
    private boolean starved;
    private ReadTimes reading = ReadTimes.NONE;
    private ReadTimes readingInFlight = ReadTimes.NONE;
    private boolean ended;

    IngestLoop(
            WorkerConfig config,
            SourceReader reader,
            Intake intake,
            CommitLane lane,
            GraphManifest newest,
            CommitJournal journal,
            WorkerTuning tuning,
            LongSupplier nanos,
            RandomGenerator random) {
        this.config = config;
        this.reader = reader;
        this.intake = intake;
        this.lane = lane;
        this.newest = newest;
        this.journal = journal;
        this.rewind = new Rewind(tuning, nanos, random);
        this.tuning = tuning;
        this.nanos = nanos;
    }

    /** One round: takes what the lane has finished, decodes, hands over what is due, polls. */
    void step(Optional<CatchUpTarget> target) {
        lane.take(Duration.ZERO).ifPresent(this::settle);
        rewindIfDue();
        decode();
        boolean passed =
                target.isPresent() && !intake.hasWaiting() && target.get().passedBy(reader.positions());
        submitIfDue(passed);
        poll();
    }

    /** The newest graph version that this worker has seen. */
    GraphManifest newest() {
        return newest;
    }

    /** Looks at what others have published meanwhile, if that does not hold anything up. */
    void lookAround() {
        if (lane.isIdle()) {
            newest = lane.refresh();
            if (intake.isSupersededIn(newest)) {
                LOG.info("offsets were changed deliberately version={}", newest.version());
                rewind.request();
            }
        }
    }

    /** The same for a worker that has nothing to write, which would not learn of changed offsets from a conflict. */
    void lookAroundWhenIdle() {
        if (intake.hasNews()) {
            return;
        }
        try {
            lookAround();
        } catch (StorageUnavailable unavailable) {
            // A worker without work needs no storage; the next look finds out.
            LOG.warn("graph not looked at reason={}", unavailable.getMessage());
        }
    }

    /** Writes the batch in flight and then the open one, as far as the time goes; the rest is dropped. */
    void finish(Duration patience) {
        long deadline = nanos.getAsLong() + patience.toNanos();
        handOver(deadline);
        intake.drop();
        ended = true;
    }

    /** Waits for the batch in flight and drops the open one. */
    void abandon(Duration patience) {
        ended = true;
        intake.drop();
        lane.take(patience).ifPresent(this::settle);
    }

    @Override
    public GraphManifest assigned() {
        newest = lane.refresh();
        return newest;
    }

    @Override
    public void placed(List<Placement> placements) {
        intake.place(placements);
        LOG.info(
                "partitions assigned at={}",
                placements.stream()
                        .map(placement -> placement.partition() + ":" + placement.offset())
                        .toList());
    }

    @Override
    public void revoked(Set<SourcePartition> partitions) {
        if (ended) {
            return;
        }
        LOG.info("partitions revoked partitions={}", partitions);
        handOver(nanos.getAsLong() + tuning.revokePatience().toNanos());
        lost(partitions);
    }

    @Override
    public void lost(Set<SourcePartition> partitions) {
        if (intake.hasNewsOf(partitions)) {
            intake.drop();
            rewind.request();
        }
        intake.forget(partitions);
    }

    private void decode() {
        if (starved || rewind.isPending()) {
            return;
        }
        long started = nanos.getAsLong();
        FillResult result = intake.fill();
        if (result == FillResult.DRAINED) {
            intake.advance(reader.positions());
        } else if (result == FillResult.NO_MEMORY && intake.isEmpty()) {
            intake.relieve();
            requireHope();
            starved = true;
        }
        reading = reading.plusDecode(since(started));
        if (!hadNews && intake.hasNews()) {
            hadNews = true;
            newsSince = started;
        }
    }

    /** Memory that is short with nothing in flight will never be enough. */
    private void requireHope() {
        if (lane.isIdle()) {
            throw new BadConfiguration(
                    "memory.off-heap",
                    "memory.off-heap is " + config.memory().offHeap()
                            + ", which is too little for a single record; raise it");
        }
    }

    private void submitIfDue(boolean atOnce) {
        if (!lane.isIdle() || rewind.isPending() || !hadNews) {
            return;
        }
        boolean old = nanos.getAsLong() - newsSince >= config.commit().every().toNanos();
        if (atOnce || old || intake.isFull()) {
            submit();
        }
    }

    private void submit() {
        hadNews = false;
        if (!intake.hasNews()) {
            return;
        }
        ClosedBatch batch = intake.take();
        readingInFlight = reading;
        reading = ReadTimes.NONE;
        lane.submit(batch);
    }

    private void poll() {
        long started = nanos.getAsLong();
        boolean blocked = starved || intake.isFull() || rewind.isPending();
        if (intake.hasWaiting() && !blocked) {
            // What was polled last has just got room in a new batch: it is decoded before more is fetched.
            return;
        }
        reader.hold(blocked);
        intake.offer(reader.poll(blocked ? Duration.ZERO : pollTime()));
        if (!blocked) {
            reading = reading.plusPoll(since(started));
            return;
        }
        if (!lane.isIdle()) {
            lane.take(BLOCKED_WAIT).ifPresent(this::settle);
        } else if (rewind.isPending() && !rewind.isDue()) {
            reader.poll(BLOCKED_WAIT);
        }
        reading = reading.plusBlocked(since(started));
    }

    private Duration pollTime() {
        if (!hadNews || !lane.isIdle()) {
            return LONGEST_POLL;
        }
        long left = config.commit().every().toNanos() - (nanos.getAsLong() - newsSince);
        return Duration.ofNanos(Math.max(0, Math.min(left, LONGEST_POLL.toNanos())));
    }

    private void settle(LaneOutcome outcome) {
        starved = false;
        outcome.match(new LaneOutcome.Cases<Void>() {
            @Override
            public Void written(ClosedBatch batch, WriteResult result) {
                published(batch, result);
                return null;
            }

            @Override
            public Void failed(RuntimeException failure) {
                recover(failure);
                return null;
            }
        });
    }

    private void published(ClosedBatch batch, WriteResult result) {
        rewind.written();
        newest = result.manifest();
        journal.committed(batch, result, readingInFlight);
        reader.report(batch.request().claims());
    }

    /** What was read does not continue the graph any more, or the failure is not one to go on after. */
    private void recover(RuntimeException failure) {
        if (failure instanceof Conflict conflict) {
            rewind.after(conflict);
        } else if (failure instanceof SourceMismatch mismatch) {
            reader.stop(mismatch);
            rewind.request();
        } else {
            throw failure;
        }
        intake.drop();
    }

    private void rewindIfDue() {
        if (rewind.isDue() && lane.isIdle()) {
            newest = lane.refresh();
            intake.drop();
            hadNews = false;
            intake.place(reader.rewind(newest));
            rewind.done();
        }
    }

    private void handOver(long deadline) {
        awaitLane(deadline);
        if (lane.isIdle() && !rewind.isPending() && intake.hasNews()) {
            submit();
            awaitLane(deadline);
        }
    }

    private void awaitLane(long deadline) {
        lane.take(Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()))).ifPresent(this::settle);
    }

    private Duration since(long started) {
        return Duration.ofNanos(nanos.getAsLong() - started);
    }
}
