package io.headgate.ingest.worker;

import io.headgate.engine.write.WriteResult;
import io.headgate.ingest.batch.ClosedBatch;
import io.headgate.ingest.worker.CommitReport.ReadTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators and the listener of every commit, and counts them. For use by one thread. */
final class CommitJournal {
    private static final Logger LOG = LoggerFactory.getLogger(CommitJournal.class);

    private final ProgressListener listener;
    private long commits;
    private long polled;

    CommitJournal(ProgressListener listener) {
        this.listener = listener;
    }

    void committed(ClosedBatch batch, WriteResult result, ReadTimes times) {
        commits++;
        polled += batch.request().polled();
        CommitReport report = new CommitReport(
                result,
                batch.request().claims(),
                batch.request().polled(),
                batch.rows(),
                batch.deadLettered(),
                batch.unknownFields(),
                batch.bytes(),
                times);
        LOG.info("commit {}", report.line());
        listener.committed(report);
    }

    long commits() {
        return commits;
    }

    /** Records in those commits. */
    long polled() {
        return polled;
    }
}
