package io.headgate.ingest.worker;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.batch.Intake;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.source.AssignmentHandler;
import io.headgate.ingest.source.SourceReader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Reads the next batch while the commit lane writes the one before: {@link BatchFiller} reads, {@link Handover} has it written,
 * {@link Resumption} places what the group assigns, {@link Rebalancing} gives back what it revokes. For use by one thread.
 */
final class IngestLoop {
    private static final Duration BLOCKED_WAIT = Duration.ofMillis(20);

    private final BatchFiller filler;
    private final CommitLane lane;
    private final Handover handover;
    private final Resumption resumption;
    private final Rebalancing rebalancing;
    private final LongSupplier nanos;

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
        Rewind rewind = new Rewind(tuning, nanos, random);
        this.filler = new BatchFiller(config, reader, intake, nanos);
        this.lane = lane;
        this.handover = new Handover(filler, lane, reader, journal, rewind, newest, nanos);
        this.resumption =
                new Resumption(new Lookout(reader, lane, nanos), reader, intake, filler, handover, rewind, tuning);
        this.rebalancing = new Rebalancing(intake, filler, handover, patience(reader, tuning), nanos);
        this.nanos = nanos;
    }

    /** A member that keeps its group waiting for longer than it may stay away would be thrown out for being careful. */
    private static Duration patience(SourceReader reader, WorkerTuning tuning) {
        Duration most = reader.longestAbsence().dividedBy(3);
        return tuning.revokePatience().compareTo(most) < 0 ? tuning.revokePatience() : most;
    }

    /** To be told of what the group assigns and revokes. */
    AssignmentHandler assignments() {
        return rebalancing;
    }

    /** One round: takes what the lane has finished, decodes, hands over what is due, polls. */
    void step(Optional<CatchUpTarget> target) {
        handover.settle(Duration.ZERO);
        resumption.step(target.isPresent());
        filler.decode(lane.isIdle());
        if (filler.isDue() || target.map(filler::hasPassed).orElse(false)) {
            handover.submit();
        }
        filler.poll(lane.isIdle(), () -> handover.settle(BLOCKED_WAIT));
    }

    /** The newest graph version that this worker has seen. */
    GraphManifest newest() {
        return handover.newest();
    }

    /** Writes the batch in flight and then the open one, as far as the time goes; the rest is dropped. */
    void finish(Duration patience) {
        long deadline = nanos.getAsLong() + patience.toNanos();
        resumption.end();
        handover.await(deadline);
        handover.finish(deadline);
        rebalancing.end();
        filler.drop();
    }

    /** Waits for the batch in flight and drops the open one. */
    void abandon(Duration patience) {
        rebalancing.end();
        resumption.end();
        filler.drop();
        handover.settle(patience);
    }
}
