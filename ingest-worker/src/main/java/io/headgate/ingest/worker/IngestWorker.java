package io.headgate.ingest.worker;

import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.write.GraphWriter;
import io.headgate.ingest.batch.Intake;
import io.headgate.ingest.batch.Routes;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.source.KafkaConnection;
import io.headgate.ingest.source.SourceReader;
import io.headgate.ingest.source.TopicCatalog;
import io.headgate.ingest.source.TopicSelection;
import io.headgate.recovery.error.HeadgateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries records from Kafka into a graph until it is told to stop, has caught up, or cannot go on. Runs once, on the thread
 * that calls {@link #run}; {@link #stop} and {@link #state} are for any thread.
 */
public final class IngestWorker {
    private static final Logger LOG = LoggerFactory.getLogger(IngestWorker.class);

    private final WorkerConfig config;
    private final boolean untilCaughtUp;
    private final GraphSchema schema;
    private final GraphWriter writer;
    private final BufferAllocator rows;
    private final ProgressListener listener;
    private final WorkerTuning tuning;
    private final LongSupplier nanos;
    private final RandomGenerator random = new Random();
    private final AtomicReference<WorkerState> state = new AtomicReference<>(WorkerState.NEW);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch stopRequest = new CountDownLatch(1);
    private volatile boolean letGo = true;
    private volatile @Nullable SourceReader reading;

    /**
     * @param untilCaughtUp whether to leave when the graph contains what Kafka has at the start
     * @param writer used by the worker alone while it runs; stays the caller's to close
     * @param rows for decoded rows, without the limit of the configuration, which is applied here
     * @param nanos a clock for durations, such as {@link System#nanoTime}
     */
    public IngestWorker(
            WorkerConfig config,
            boolean untilCaughtUp,
            GraphSchema schema,
            GraphWriter writer,
            BufferAllocator rows,
            ProgressListener listener,
            WorkerTuning tuning,
            LongSupplier nanos) {
        this.config = config;
        this.untilCaughtUp = untilCaughtUp;
        this.schema = schema;
        this.writer = writer;
        this.rows = rows;
        this.listener = listener;
        this.tuning = tuning;
        this.nanos = nanos;
    }

    public WorkerState state() {
        return state.get();
    }

    /** Asks the worker to finish the batch in flight and leave; returns at once. Asking again changes nothing. */
    public void stop() {
        stopRequest.countDown();
        SourceReader reader = reading;
        if (reader != null) {
            reader.wakeup();
        }
    }

    private boolean isStopRequested() {
        return stopRequest.getCount() == 0;
    }

    /** Waits until the worker has left; whether it did within that time. */
    public boolean awaitStopped(Duration patience) throws InterruptedException {
        return stopped.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Whether nothing of this worker uses the writer or memory any more. It may still, after a shutdown that ran out of time
     * while a batch was being written: then neither may be closed, and the process should end.
     */
    public boolean hasLetGo() {
        return letGo;
    }

    /** Works until the end and says how it ended; failures are in the report, not thrown. */
    public ExitReport run() {
        if (!state.compareAndSet(WorkerState.NEW, WorkerState.RUNNING)) {
            throw new IllegalStateException("a worker runs once; this one is " + state.get());
        }
        listener.moved(WorkerState.RUNNING);
        try {
            ExitReport report = start();
            LOG.info("worker left exit_code={}", report.exitCode());
            return report;
        } catch (RuntimeException failure) {
            log(failure);
            return new ExitReport(Optional.of(failure), List.of(), 0, 0);
        } finally {
            reading = null;
            moveTo(WorkerState.STOPPED);
            stopped.countDown();
        }
    }

    private ExitReport start() {
        TopicSelection selection = new TopicSelection(config.sources(), kind -> Routes.typeNames(schema, kind));
        Startup startup = new Startup(config.startupTimeout(), backoff(), stopRequest, nanos, random);
        Optional<KafkaConnection> reached =
                startup.attempt(() -> KafkaConnection.open(config.kafka(), selection, writer.refresh(), startup::left));
        if (reached.isEmpty()) {
            LOG.info("told to stop before kafka was reached");
            return new ExitReport(Optional.empty(), List.of(), 0, 0);
        }
        try (KafkaConnection kafka = reached.get()) {
            reading = kafka.reader();
            return ingest(startup, selection, kafka.catalog(), kafka.reader());
        }
    }

    private Backoff backoff() {
        return new Backoff(tuning.shortestPause(), tuning.longestPause());
    }

    private ExitReport ingest(Startup startup, TopicSelection selection, TopicCatalog catalog, SourceReader reader) {
        BufferAllocator bounded =
                rows.newChildAllocator("rows", 0, config.memory().offHeap().bytes());
        letGo = false;
        CommitLane lane = new CommitLane(writer, new TopicGuard(catalog), tuning, listener);
        Routes routes = Routes.plan(
                config.sources(),
                selection::sourceOf,
                schema,
                writer.current(),
                config.memory().maxRecord());
        Intake intake = new Intake(routes, bounded, config.commit(), tuning.chunkRows(), listener::polled);
        CommitJournal journal = new CommitJournal(listener);
        IngestLoop loop =
                new IngestLoop(config, reader, intake, lane, writer.current(), journal, tuning, nanos, random);
        Optional<RuntimeException> failure = attempt(() -> follow(startup, reader, loop));
        moveTo(WorkerState.DRAINING);
        long deadline = nanos.getAsLong() + config.shutdownTimeout().toNanos();
        boolean worthFinishing = failure.isEmpty() && isStopRequested();
        Optional<RuntimeException> late = attempt(() -> {
            if (worthFinishing) {
                loop.finish(left(deadline));
            } else {
                loop.abandon(left(deadline));
            }
        });
        release(lane, bounded, intake, left(deadline));
        return new ExitReport(failure.or(() -> late), reader.stopReasons(), journal.commits(), journal.polled());
    }

    private void follow(Startup startup, SourceReader reader, IngestLoop loop) {
        Optional<CatchUpTarget> target =
                untilCaughtUp ? startup.attempt(reader::ends).map(CatchUpTarget::new) : Optional.empty();
        startup.end();
        LOG.info(
                "worker started version={} topics={} until_caught_up={}",
                loop.newest().version(),
                config.sources().stream().map(SourceConfig::topic).toList(),
                untilCaughtUp);
        reader.subscribe(loop.assignments());
        while (!isStopRequested() && !reader.allStopped()) {
            loop.step(target);
            listener.stepped(loop.newest(), reader::state);
            if (target.isPresent() && target.get().reachedBy(loop.newest(), reader::isStopped)) {
                LOG.info("caught up version={}", loop.newest().version());
                return;
            }
        }
    }

    private void moveTo(WorkerState next) {
        state.set(next);
        listener.moved(next);
    }

    private static Optional<RuntimeException> attempt(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (RuntimeException failure) {
            log(failure);
            return Optional.of(failure);
        }
    }

    private static void log(RuntimeException failure) {
        if (failure instanceof HeadgateException known) {
            LOG.error("worker failed kind={} reason={}", known.kind(), known.getMessage());
        } else {
            LOG.error("worker failed reason={}", failure.toString(), failure);
        }
    }

    private void release(CommitLane lane, BufferAllocator bounded, Intake intake, Duration patience) {
        intake.close();
        if (lane.close(patience)) {
            bounded.close();
            letGo = true;
        } else {
            LOG.warn(
                    "batch in flight not finished within shutdown.timeout={}; it is either published or read again from"
                            + " Kafka",
                    config.shutdownTimeout());
        }
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
    }
}
