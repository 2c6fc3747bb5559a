package io.headgate.ingest.worker;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.WriteResult;
import io.headgate.ingest.batch.ClosedBatch;
import io.headgate.ingest.source.SourceReader;
import io.headgate.ingest.worker.CommitReport.ReadTimes;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches over to the commit lane, one at a time, and acts on what became of them. Knows the newest graph version that this
 * worker has seen. For use by one thread.
 */
final class Handover {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final BatchFiller filler;
    private final CommitLane lane;
    private final SourceReader reader;
    private final CommitJournal journal;
    private final Rewind rewind;
    private final LongSupplier nanos;

    private GraphManifest newest;
    private ReadTimes timesInFlight = ReadTimes.NONE;
    private Set<SourcePartition> inFlight = Set.of();

    Handover(
            BatchFiller filler,
            CommitLane lane,
            SourceReader reader,
            CommitJournal journal,
            Rewind rewind,
            GraphManifest newest,
            LongSupplier nanos) {
        this.filler = filler;
        this.lane = lane;
        this.reader = reader;
        this.journal = journal;
        this.rewind = rewind;
        this.newest = newest;
        this.nanos = nanos;
    }

    /** The newest graph version that this worker has seen. */
    GraphManifest newest() {
        return newest;
    }

    /** Takes note of a graph version that was seen; whether it is newer than any before. */
    boolean note(GraphManifest seen) {
        if (seen.version().compareTo(newest.version()) <= 0) {
            return false;
        }
        newest = seen;
        return true;
    }

    /** Whether the batch in flight claims any of those partitions. */
    boolean isAbout(Set<SourcePartition> partitions) {
        return !Collections.disjoint(inFlight, partitions);
    }

    /** Has the open batch written, if the lane is idle and there is anything in it. */
    void submit() {
        if (lane.isIdle()) {
            filler.take().ifPresent(this::submit);
        }
    }

    private void submit(FilledBatch filled) {
        List<SourceClaim> claims = filled.batch().request().claims();
        inFlight = claims.stream().map(SourceClaim::partition).collect(Collectors.toSet());
        timesInFlight = filled.times();
        lane.submit(filled.batch());
    }

    /** The same, and waits for it. */
    void finish(long deadline) {
        submit();
        await(deadline);
    }

    /** Waits for the batch in flight until then, by the worker's clock for durations. */
    void await(long deadline) {
        settle(Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong())));
    }

    /**
     * Acts on the outcome of the batch in flight, if it is there within that time.
     *
     * @throws RuntimeException what it failed with, if the worker cannot go on after it
     */
    void settle(Duration patience) {
        lane.take(patience).ifPresent(this::settle);
    }

    private void settle(LaneOutcome outcome) {
        filler.hasRoomAgain();
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
        journal.committed(batch, result, timesInFlight);
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
        filler.readAgain();
    }
}
