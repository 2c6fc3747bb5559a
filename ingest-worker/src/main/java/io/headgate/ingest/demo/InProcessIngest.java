package io.headgate.ingest.demo;

import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.ingest.worker.WorkerRunner;
import java.util.Map;

/** One worker, in this process. */
final class InProcessIngest implements DemoIngest {

    private final StopHandle stop;

    InProcessIngest(StopHandle stop) {
        this.stop = stop;
    }

    @Override
    public void ingest(WorkerConfig config, long total, DemoProgress.Step progress) {
        ExitReport report = WorkerRunner.run(
                config,
                true,
                Map.of(),
                commit -> progress.reached(commit.result().manifest().totals().polled()),
                stop::by);
        if (report.failure().isPresent()) {
            throw report.failure().get();
        }
        if (!report.stoppedSources().isEmpty()) {
            throw report.stoppedSources().get(0);
        }
    }
}
