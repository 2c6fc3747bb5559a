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
    private final ProgressListener listener;
    private final WorkerTuning tuning;
    private final Backoff backoff;
    private final LongSupplier nanos;
    private final RandomGenerator random;

    private GraphManifest newest;
    private long newsSince;
    private boolean hadNews;
    private boolean starved;
    private boolean rewindPending;
    private long rewindAt;
    private int conflictsInARow;
    private long commits;
    private long polled;
    private ReadTimes reading = ReadTimes.NONE;
    private ReadTimes readingInFlight = ReadTimes.NONE;
    private boolean ended;

    IngestLoop(
            WorkerConfig config,
            SourceReader reader,
            Intake intake,
            CommitLane lane,
            GraphManifest newest,
            ProgressListener listener,
            WorkerTuning tuning,
            LongSupplier nanos,
            RandomGenerator random) {
        this.config = config;
        this.reader = reader;
        this.intake = intake;
        this.lane = lane;
        this.newest = newest;
        this.listener = listener;
        this.tuning = tuning;
        this.backoff = new Backoff(tuning.shortestPause(), tuning.longestPause());
        this.nanos = nanos;
        this.random = random;
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

    /** Looks at what other workers have published meanwhile, if that does not hold anything up. */
    void lookAround() {
        if (lane.isIdle()) {
            newest = lane.refresh();
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

    long commits() {
        return commits;
    }

    /** Records in those commits. */
    long polled() {
        return polled;
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
            dropAndRewind(Duration.ZERO);
        }
        intake.forget(partitions);
    }

    private void decode() {
        if (starved || rewindPending) {
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
                            + ", which does not hold even one record more than nothing; raise it");
        }
    }

    private void submitIfDue(boolean atOnce) {
        if (!lane.isIdle() || rewindPending || !hadNews) {
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
        boolean blocked = intake.hasWaiting() || intake.isFull() || rewindPending;
        reader.hold(blocked);
        intake.offer(reader.poll(blocked ? Duration.ZERO : pollTime()));
        if (!blocked) {
            reading = reading.plusPoll(since(started));
            return;
        }
        if (!lane.isIdle()) {
            lane.take(BLOCKED_WAIT).ifPresent(this::settle);
        } else if (rewindPending && rewindAt > nanos.getAsLong()) {
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
        conflictsInARow = 0;
        newest = result.manifest();
        commits++;
        polled += batch.request().polled();
        CommitReport report = new CommitReport(
                result,
                batch.request().claims(),
                batch.request().polled(),
                batch.rows(),
                batch.deadLettered(),
                batch.bytes(),
                readingInFlight);
        LOG.info("commit {}", report.line());
        listener.committed(report);
        reader.report(batch.request().claims());
    }

    private void recover(RuntimeException failure) {
        if (failure instanceof Conflict conflict) {
            conflictsInARow++;
            if (conflictsInARow > tuning.conflictsInARow()) {
                throw conflict;
            }
            Duration pause = backoff.after(conflictsInARow, random);
            LOG.warn(
                    "conflict subject={} in_a_row={} pause_ms={} reason={}",
                    conflict.subject(),
                    conflictsInARow,
                    pause.toMillis(),
                    conflict.getMessage());
            dropAndRewind(pause);
        } else if (failure instanceof SourceMismatch mismatch) {
            reader.stop(mismatch);
            dropAndRewind(Duration.ZERO);
        } else {
            throw failure;
        }
    }

    /** What was read does not continue the graph any more: all of it is read again from where the graph is. */
    private void dropAndRewind(Duration pause) {
        intake.drop();
        hadNews = false;
        rewindPending = true;
        rewindAt = nanos.getAsLong() + pause.toNanos();
    }

    private void rewindIfDue() {
        if (rewindPending && lane.isIdle() && nanos.getAsLong() >= rewindAt) {
            newest = lane.refresh();
            intake.drop();
            intake.place(reader.rewind(newest));
            rewindPending = false;
        }
    }

    private void handOver(long deadline) {
        awaitLane(deadline);
        if (lane.isIdle() && !rewindPending && intake.hasNews()) {
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
