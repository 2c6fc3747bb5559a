package io.headgate.ingest.worker;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import io.headgate.engine.write.GraphWriter;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.recovery.fault.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;

/** A worker on a thread of its own in this JVM, until it is stopped or has caught up. */
final class RunningWorker implements AutoCloseable {
    /** The default, but less patient with a storage that is down. */
    private static final WorkerTuning TUNING = new WorkerTuning(
            1 << 14,
            20,
            3,
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            Duration.ofMillis(200),
            Duration.ofMillis(500));

    private final BufferAllocator root = new RootAllocator();
    private final GraphEnvironment environment;
    private final GraphWriter writer;
    private final IngestWorker worker;
    private final AtomicLong polled = new AtomicLong();
    private final CompletableFuture<ExitReport> report = new CompletableFuture<>();

    private RunningWorker(
            WorkerConfig config,
            boolean untilCaughtUp,
            ProgressListener listener,
            Faults faults,
            UnaryOperator<GraphWriter> around) {
        this.environment = GraphEnvironment.local(Path.of(config.graph()), Durability.PROCESS_CRASH, root)
                .withFaults(faults);
        Graph graph = Graph.openOrInit(environment, Scenario.SCHEMA, "test");
        this.writer = around.apply(graph.writer("test"));
        this.worker = new IngestWorker(
                config,
                untilCaughtUp,
                graph.schema(),
                writer,
                root,
                commit -> {
                    listener.committed(commit);
                    polled.addAndGet(commit.polled());
                },
                TUNING,
                System::nanoTime);
        Thread thread = new Thread(() -> report.complete(worker.run()), "worker-under-test");
        thread.setDaemon(true);
        thread.start();
    }

    static RunningWorker start(WorkerConfig config) {
        return start(config, ProgressListener.NONE);
    }

    static RunningWorker start(WorkerConfig config, ProgressListener listener) {
        return start(config, listener, Faults.NONE);
    }

    /** One that meets those faults when it writes. */
    static RunningWorker start(WorkerConfig config, ProgressListener listener, Faults faults) {
        return new RunningWorker(config, false, listener, faults, UnaryOperator.identity());
    }

    /** One that goes on, with something between it and its writer. */
    static RunningWorker startAround(
            WorkerConfig config, ProgressListener listener, UnaryOperator<GraphWriter> around) {
        return new RunningWorker(config, false, listener, Faults.NONE, around);
    }

    static RunningWorker untilCaughtUp(WorkerConfig config) {
        return untilCaughtUp(config, UnaryOperator.identity());
    }

    /** With something between the worker and its writer. */
    static RunningWorker untilCaughtUp(WorkerConfig config, UnaryOperator<GraphWriter> around) {
        return new RunningWorker(config, true, ProgressListener.NONE, Faults.NONE, around);
    }

    /** Records in the versions that this worker published. */
    long polled() {
        return polled.get();
    }

    void awaitPolled(long records) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> polled.get() >= records);
    }

    IngestWorker worker() {
        return worker;
    }

    ExitReport stop() {
        worker.stop();
        return awaitReport();
    }

    ExitReport awaitReport() {
        try {
            return report.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the worker did not leave", e);
        }
    }

    @Override
    public void close() {
        stop();
        writer.close();
        environment.close();
        root.close();
    }
}
