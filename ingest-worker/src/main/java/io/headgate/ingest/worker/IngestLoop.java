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
import io.headgate.ingest.source.Survey;
import io.headgate.ingest.worker.CommitReport.ReadTimes;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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

    /** A partition that could not be placed is looked for again, but not all the time. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final WorkerConfig config;
    private final SourceReader reader;
    private final Intake intake;
    private final CommitLane lane;
    private final CommitJournal journal;
    private final Lookout lookout;
    private final Rewind rewind;
    private final WorkerTuning tuning;
    private final LongSupplier nanos;

    private GraphManifest newest;
    private long newsSince;
    private boolean hadNews;
    private boolean starved;
    private ReadTimes reading = ReadTimes.NONE;
    private ReadTimes readingInFlight = ReadTimes.NONE;
    private Set<SourcePartition> inFlight = Set.of();
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
        this.lookout = new Lookout(reader, lane, nanos);
        this.rewind = new Rewind(tuning, nanos, random);
        this.tuning = tuning;
        this.nanos = nanos;
    }

    /** One round: takes what the lane has finished, decodes, hands over what is due, polls. */
    void step(Optional<CatchUpTarget> target) {
        lane.take(Duration.ZERO).ifPresent(this::settle);
        lookout.take().ifPresent(this::resume);
        lookAround(target.isPresent());
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

    /** Writes the batch in flight and then the open one, as far as the time goes; the rest is dropped. */
    void finish(Duration patience) {
        long deadline = nanos.getAsLong() + patience.toNanos();
        lookout.cancel();
        awaitLane(deadline);
        handOver(deadline);
        ended = true;
        dropAll();
    }

    /** Waits for the batch in flight and drops the open one. */
    void abandon(Duration patience) {
        ended = true;
        lookout.cancel();
        dropAll();
        lane.take(patience).ifPresent(this::settle);
    }

    /** Writes what was read of them, if that is done in a moment; what is not, or waits for room, is for the next owner to read. */
    @Override
    public void revoked(Set<SourcePartition> partitions) {
        if (ended) {
            return;
        }
        LOG.info("partitions revoked partitions={}", partitions);
        long deadline = nanos.getAsLong() + patience().toNanos();
        boolean openToo = intake.hasNewsOf(partitions);
        if (openToo || !Collections.disjoint(inFlight, partitions)) {
            awaitLane(deadline);
        }
        if (openToo) {
            handOver(deadline);
        }
        lost(partitions);
    }

    @Override
    public void lost(Set<SourcePartition> partitions) {
        if (intake.hasNewsOf(partitions)) {
            // Rows of all partitions are side by side in the open batch: none can be taken out.
            LOG.info("open batch dropped, its other partitions are read again lost={}", partitions);
            readAgain();
        }
        intake.forget(partitions);
    }

    /** A member that keeps its group waiting for longer than it may stay away would be thrown out for being careful. */
    private Duration patience() {
        Duration most = reader.longestAbsence().dividedBy(3);
        return tuning.revokePatience().compareTo(most) < 0 ? tuning.revokePatience() : most;
    }

    /** Reading goes on where the graph is, once that is known. */
    private void resume(Survey survey) {
        if (survey.manifest().version().compareTo(newest.version()) > 0) {
            newest = survey.manifest();
            if (intake.isSupersededIn(newest)) {
                LOG.info("offsets were changed deliberately version={}", newest.version());
                readAgain();
            }
        }
        List<Placement> placements = reader.accept(survey);
        intake.place(placements);
        if (!placements.isEmpty()) {
            LOG.info(
                    "reading at={}",
                    placements.stream()
                            .map(placement -> placement.partition() + ":" + placement.offset())
                            .toList());
        }
    }

    private void lookAround(boolean waitingForOthers) {
        if (reader.awaitsPlaces() && rewind.isDue()) {
            lookout.lookAgain(BETWEEN_LOOKS);
        } else {
            lookout.lookAgain(waitingForOthers ? tuning.lookEvery() : tuning.checkEvery());
        }
    }

    /** Nothing of what was read and not handed over counts any more. */
    private void readAgain() {
        dropAll();
        reader.displace();
    }

    private void dropAll() {
        intake.drop();
        hadNews = false;
        starved = false;
    }

    private void decode() {
        if (starved) {
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
        if (!lane.isIdle() || !hadNews) {
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
        inFlight = batch.request().claims().stream().map(SourceClaim::partition).collect(Collectors.toSet());
        readingInFlight = reading;
        reading = ReadTimes.NONE;
        lane.submit(batch);
    }

    private void poll() {
        long started = nanos.getAsLong();
        boolean blocked = starved || intake.isFull();
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
        lane.take(BLOCKED_WAIT).ifPresent(this::settle);
        reading = reading.plusBlocked(since(started));
    }

    private Duration pollTime() {
        if (reader.awaitsPlaces()) {
            return BLOCKED_WAIT;
        }
        if (!hadNews || !lane.isIdle()) {
            return LONGEST_POLL;
        }
        long left = config.commit().every().toNanos() - (nanos.getAsLong() - newsSince);
        return Duration.ofNanos(Math.max(0, Math.min(left, LONGEST_POLL.toNanos())));
    }

    private void settle(LaneOutcome outcome) {
        starved = false;
        inFlight = Set.of();
        outcome.match(new LaneOutcome.Cases<Void>() {
            @Override
            public Void written(ClosedBatch batch, WriteResult result) {
                published(batch, result);
                return null;
            }

            @Override
            public Void contained(ClosedBatch batch, GraphManifest manifest) {
                finishedByOthers(batch, manifest);
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

    /** What was read after it continues the graph, as if this worker had been told of its success. */
    private void finishedByOthers(ClosedBatch batch, GraphManifest manifest) {
        rewind.written();
        newest = manifest;
        LOG.info(
                "batch is in the graph already version={} claims={}",
                manifest.version(),
                batch.request().claims());
        reader.report(batch.request().claims());
    }

    /** What was read does not continue the graph any more, or the failure is not one to go on after. */
    private void recover(RuntimeException failure) {
        if (failure instanceof Conflict conflict) {
            rewind.after(conflict);
        } else if (failure instanceof SourceMismatch mismatch) {
            reader.stop(mismatch);
        } else {
            throw failure;
        }
        readAgain();
    }

    private void handOver(long deadline) {
        if (lane.isIdle() && intake.hasNews()) {
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
