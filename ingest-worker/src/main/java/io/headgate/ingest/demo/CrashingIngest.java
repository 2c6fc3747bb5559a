package io.headgate.ingest.demo;

import io.headgate.engine.GraphEnvironment;
import io.headgate.ingest.config.WorkerConfig;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/** Workers in child processes, one after the other, each killed without warning while it works, but for the last. */
final class CrashingIngest implements DemoIngest {

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** About what a commit takes: a kill falls into any of its phases. */
    private static final int LONGEST_DELAY_MILLIS = 40;

    private static final int LOG_LINES = 20;

    private final DemoFiles files;
    private final GraphEnvironment environment;
    private final int crashes;
    private final SplittableRandom random;

    CrashingIngest(DemoFiles files, GraphEnvironment environment, int crashes, SplittableRandom random) {
        this.files = files;
        this.environment = environment;
        this.crashes = crashes;
        this.random = random;
    }

    @Override
    public void ingest(WorkerConfig config, long total, DemoProgress.Step progress) {
        GraphProgress graph = new GraphProgress(environment);
        for (int crash = 0; crash < crashes; crash++) {
            try (WorkerProcess worker = WorkerProcess.start(files, crash, false)) {
                awaitWork(worker, graph, killAt(crash, total), total, progress);
                pause(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS)));
            }
        }
        try (WorkerProcess worker = WorkerProcess.start(files, crashes, true)) {
            while (worker.isAlive()) {
                progress.reached(graph.records());
                pause(LOOK_EVERY);
            }
            progress.reached(graph.records());
            if (worker.exitCode() != 0) {
                throw ended(worker);
            }
        }
    }

    /** Somewhere in the part of the records that belongs to this crash, so that work is left for the ones to come. */
    private long killAt(int crash, long total) {
        return (long) ((crash + random.nextDouble()) * total / (crashes + 1));
    }

    /** Returns when the worker has committed something, and there are at least so many records in the graph. */
    private void awaitWork(
            WorkerProcess worker, GraphProgress graph, long records, long total, DemoProgress.Step progress) {
        long before = graph.records();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long now = before;
        while (now < total && (now == before || now < records)) {
            if (!worker.isAlive()) {
                throw ended(worker);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new DemoFailure("a worker did not get from record " + before + " to " + records + " in "
                        + PATIENCE.toSeconds() + " s" + log());
            }
            pause(LOOK_EVERY);
            now = graph.records();
            progress.reached(now);
        }
    }

    private DemoFailure ended(WorkerProcess worker) {
        return new DemoFailure("a worker that was not killed ended with exit code " + worker.exitCode() + log());
    }

    private String log() {
        return "; the last it printed:\n  " + String.join("\n  ", files.lastLinesOfWorkerLog(LOG_LINES));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new CancellationException("the demo was asked to stop");
        }
    }
}
