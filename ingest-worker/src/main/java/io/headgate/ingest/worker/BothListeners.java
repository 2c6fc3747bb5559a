package io.headgate.ingest.worker;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.ingest.source.PartitionSlice;
import io.headgate.ingest.source.ReadingState;
import java.util.List;
import java.util.function.Supplier;

/** Tells two listeners, one after the other. */
record BothListeners(ProgressListener first, ProgressListener second) implements ProgressListener {
    @Override
    public void committed(CommitReport report) {
        first.committed(report);
        second.committed(report);
    }

    @Override
    public void moved(WorkerState state) {
        first.moved(state);
        second.moved(state);
    }

    @Override
    public void polled(List<PartitionSlice> slices) {
        first.polled(slices);
        second.polled(slices);
    }

    @Override
    public void stepped(GraphManifest newest, Supplier<ReadingState> reading) {
        first.stepped(newest, reading);
        second.stepped(newest, reading);
    }

    @Override
    public void workBegun() {
        first.workBegun();
        second.workBegun();
    }

    @Override
    public void workRetried() {
        first.workRetried();
        second.workRetried();
    }

    @Override
    public void workEnded() {
        first.workEnded();
        second.workEnded();
    }

    @Override
    public void contained() {
        first.contained();
        second.contained();
    }
}
