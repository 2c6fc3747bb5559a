package io.headgate.ingest.worker;

import io.headgate.ingest.batch.ClosedBatch;
import io.headgate.ingest.worker.CommitReport.ReadTimes;

/** A batch that is ready to be written, and how long it took to read. Whoever has it closes the batch. */
record FilledBatch(ClosedBatch batch, ReadTimes times) {}
