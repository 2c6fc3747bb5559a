package io.headgate.bench.scaling;

import io.headgate.bench.ingest.Directories;
import io.headgate.bench.ingest.People;
import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.concurrent.BoundedConcurrency;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamDelays;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Runs cases one after the other, each on a graph of its own that holds every row of the bank from the start. Every worker has a
 * thread, and stores of its own on the one directory, as a process would.
 */
final class ScalingRun implements CaseRun {

    private static final Duration LONGEST_WRITE = Duration.ofMinutes(2);

    /** Of one worker, as on S3. */
    static final int PARALLEL_REQUESTS = 16;

    private final Path directory;
    private final BufferAllocator allocator;
    private final ChunkBank bank;
    private final ScalingPlan plan;

    /** @param directory for the graph of one case at a time; removed after each */
    ScalingRun(Path directory, BufferAllocator allocator, ChunkBank bank, ScalingPlan plan) {
        this.directory = directory;
        this.allocator = allocator;
        this.bank = bank;
        this.plan = plan;
    }

    @Override
    public ScalingResult measure(ScalingCase measured) throws InterruptedException {
        Directories.remove(directory);
        try (GraphEnvironment sound = environment()) {
            Graph graph = Graph.init(sound, People.SCHEMA_SOURCE, "bench");
            fill(graph);
            CommitWatch watch = new CommitWatch(new SeamDelays(measured.delay(), plan.seed()), System::nanoTime);
            ScalingResult result = measure(measured, graph, watch);
            check(measured, graph);
            return result;
        } finally {
            Directories.remove(directory);
        }
    }

    private GraphEnvironment environment() {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, allocator);
    }

    private void fill(Graph graph) {
        try (GraphWriter writer = graph.writer("bench")) {
            GraphManifest empty = writer.current();
            Source source = new Source(Committer.table(empty), WriteMode.APPEND, empty, ChunkBank.partitionsOf(0, 1));
            writer.write(source.batch(bank.all()));
        }
    }

    private ScalingResult measure(ScalingCase measured, Graph graph, CommitWatch watch) throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(measured.workers());
        try {
            List<Future<Long>> workers = new ArrayList<>();
            for (int worker = 0; worker < measured.workers(); worker++) {
                GraphEnvironment own = new FaultySeams(watch)
                        .around(environment().withConcurrency(new BoundedConcurrency(PARALLEL_REQUESTS)));
                workers.add(threads.submit(
                        new Committer(own, measured.mode(), worker, measured.workers(), bank, stopped::get)));
            }
            pass(plan.warmUp(), workers);
            Moment begin = watch.moment();
            pass(plan.measured(), workers);
            Moment end = watch.moment();
            stopped.set(true);
            long givenUp = 0;
            for (Future<Long> worker : workers) {
                givenUp += result(worker);
            }
            return Tally.of(measured, graph.history(Integer.MAX_VALUE), watch.sightings(), begin, end, givenUp);
        } finally {
            stopped.set(true);
            threads.shutdown();
            // Nobody may write any more when the directory is removed.
            threads.awaitTermination(LONGEST_WRITE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Lets time pass; ends early with the failure of a worker. */
    private static void pass(Duration time, List<Future<Long>> workers) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            for (Future<Long> worker : workers) {
                if (worker.isDone()) {
                    result(worker);
                }
            }
            Thread.sleep(Math.max(1, Math.min(100, (end - System.nanoTime()) / 1_000_000)));
        }
    }

    private static long result(Future<Long> worker) throws InterruptedException {
        try {
            return worker.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker of the bench failed", e.getCause());
        }
    }

    /** A run that lost or repeated records measured something else. */
    private void check(ScalingCase measured, Graph graph) {
        GraphManifest newest = graph.newest();
        long offsets =
                newest.sources().stream().mapToLong(SourceOffset::nextOffset).sum();
        long rows;
        try (Snapshot snapshot = graph.snapshot()) {
            rows = snapshot.count(TableKind.NODE, People.TYPE);
        }
        long expected = measured.mode() == WriteMode.APPEND ? offsets : bank.keys();
        if (newest.totals().polled() != offsets || rows != expected) {
            throw new IllegalStateException("after " + measured + " the graph contains " + offsets + " records and "
                    + newest.totals().polled() + " are accounted for; the table should have " + expected
                    + " rows, but has " + rows);
        }
    }
}
