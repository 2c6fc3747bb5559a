package io.headgate.ingest.worker;

import io.headgate.ingest.batch.Intake;
import io.headgate.ingest.source.AssignmentHandler;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of records that were read of partitions that go to another member of the group. For use by one thread. */
final class Rebalancing implements AssignmentHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Rebalancing.class);

    private final Intake intake;
    private final BatchFiller filler;
    private final Handover handover;
    private final Duration patience;
    private final LongSupplier nanos;
    private boolean ended;

    /**
     * @param patience how long the group may be kept waiting for what was read of partitions that are revoked
     */
    Rebalancing(Intake intake, BatchFiller filler, Handover handover, Duration patience, LongSupplier nanos) {
        this.intake = intake;
        this.filler = filler;
        this.handover = handover;
        this.patience = patience;
        this.nanos = nanos;
    }

    /** Nothing is written any more: the worker is leaving and has done what it could. */
    void end() {
        ended = true;
    }

    /** Writes what was read of them, if that is done in a moment; what is not, or waits for room, is for the next owner to read. */
    @Override
    public void revoked(Set<SourcePartition> partitions) {
        if (ended) {
            return;
        }
        LOG.info("partitions revoked partitions={}", partitions);
        long deadline = nanos.getAsLong() + patience.toNanos();
        boolean openToo = intake.hasNewsOf(partitions);
        if (openToo || handover.isAbout(partitions)) {
            handover.await(deadline);
        }
        if (openToo) {
            handover.finish(deadline);
        }
        lost(partitions);
    }

    @Override
    public void lost(Set<SourcePartition> partitions) {
        if (intake.hasNewsOf(partitions)) {
            // Rows of all partitions are side by side in the open batch: none can be taken out.
            LOG.info("open batch dropped, its other partitions are read again lost={}", partitions);
            filler.readAgain();
        }
        intake.forget(partitions);
    }
}
