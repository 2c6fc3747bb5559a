package io.headgate.bench.scaling;

import io.headgate.bench.ingest.Directories;
import io.headgate.bench.ingest.People;
import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.object.Durability;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.write.WriteMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Runs cases one after the other, each with a graph and a group of its own: real workers, in processes of their own, read one topic
 * that is full from the start.
 */
final class ProcessRun implements CaseRun {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final String bootstrapServers;
    private final String topic;
    private final Path directory;
    private final ProcessPlan plan;

    /**
     * @param topic that was filled as the plan says
     * @param directory for the files of one case at a time; removed after each
     */
    ProcessRun(String bootstrapServers, String topic, Path directory, ProcessPlan plan) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.directory = directory;
        this.plan = plan;
    }

    @Override
    public ScalingResult measure(ScalingCase measured) throws InterruptedException {
        Directories.remove(directory);
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.local(graph(), Durability.PROCESS_CRASH, allocator)) {
            return measure(measured, Graph.init(environment, People.SCHEMA_SOURCE, "bench"));
        } finally {
            Directories.remove(directory);
        }
    }

    private ScalingResult measure(ScalingCase measured, Graph graph) throws InterruptedException {
        Path config = config(measured);
        List<DelayedWorker> workers = new ArrayList<>();
        try {
            for (int number = 1; number <= measured.workers(); number++) {
                Path own = directory.resolve("worker-" + number);
                workers.add(DelayedWorker.start(config, own, measured.delay(), plan.seed() + number));
            }
            await(workers, ScalingWorkerMain.Report::ready, () -> {});
            workers.forEach(DelayedWorker::begin);
            // A worker that has committed is in the group and has partitions.
            await(workers, report -> report.commits() > 0, () -> requireRecords(graph));
            pass(plan.warmUp(), graph);
            Moment begin = moment(workers);
            pass(plan.measured(), graph);
            Moment end = moment(workers);
            requireLongEnough(Duration.ofNanos(end.nanos() - begin.nanos()));
            workers.forEach(DelayedWorker::stop);
            Sightings seen = Sightings.together(
                    workers.stream().map(DelayedWorker::farewell).toList());
            List<GraphManifest> history = graph.history(Integer.MAX_VALUE);
            check(measured, graph);
            return Tally.of(measured, history, seen, begin, end, seen.givenUp(history));
        } finally {
            workers.forEach(DelayedWorker::close);
        }
    }

    private static void await(
            List<DelayedWorker> workers, Predicate<ScalingWorkerMain.Report> state, Runnable meanwhile)
            throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!workers.stream().allMatch(worker -> state.test(worker.look()))) {
            meanwhile.run();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "the workers have not all begun within " + LONGEST_START.toSeconds() + " s");
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** Lets time pass, but no longer than there is something left to read in every partition. */
    private void pass(Duration time, Graph graph) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0 && hasRecords(graph)) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    private boolean hasRecords(Graph graph) {
        return offsets(graph.newest()).allMatch(offset -> offset < plan.recordsOfPartition());
    }

    private void requireRecords(Graph graph) {
        if (!hasRecords(graph)) {
            throw tooFewRecords("before every worker had committed");
        }
    }

    private void requireLongEnough(Duration was) {
        if (was.compareTo(plan.least()) < 0) {
            throw tooFewRecords(
                    String.format(Locale.ROOT, "after %.1f s", was.toNanos() / (double) TimeUnit.SECONDS.toNanos(1)));
        }
    }

    private static IllegalStateException tooFewRecords(String when) {
        return new IllegalStateException("a partition was at its end " + when
                + ", so nothing can be measured; give more --records, or measure for fewer --seconds");
    }

    private static Moment moment(List<DelayedWorker> workers) {
        return Moment.sum(workers.stream().map(worker -> worker.look().moment()).toList());
    }

    /** A run that lost or repeated records measured something else. */
    private void check(ScalingCase measured, Graph graph) {
        GraphManifest newest = graph.newest();
        long records = offsets(newest).sum();
        long rows;
        try (Snapshot snapshot = graph.snapshot()) {
            rows = snapshot.count(TableKind.NODE, People.TYPE);
        }
        long expected = measured.mode() == WriteMode.APPEND ? records : ProcessPlan.people(offsets(newest));
        if (newest.totals().polled() != records || rows != expected) {
            throw new IllegalStateException("after " + measured + " the graph contains " + records + " records and "
                    + newest.totals().polled() + " are accounted for; the table should have " + expected
                    + " rows, but has " + rows);
        }
    }

    private static LongStream offsets(GraphManifest version) {
        return version.sources().stream().mapToLong(SourceOffset::nextOffset);
    }

    private Path graph() {
        return directory.resolve("graph");
    }

    private Path config(ScalingCase measured) {
        try {
            Files.createDirectories(graph());
            return Files.writeString(directory.resolve("worker.yaml"), """
                    graph: %s
                    durability: process-crash
                    kafka:
                      bootstrap.servers: %s
                      group.id: %s
                    sources:
                      - topic: %s
                        into: node:%s
                        mode: %s
                    commit: {%s}
                    """.formatted(
                            graph(),
                            bootstrapServers,
                            UUID.randomUUID(),
                            topic,
                            People.TYPE,
                            measured.mode().name().toLowerCase(Locale.ROOT),
                            plan.commit().entrySet().stream()
                                    .map(setting -> setting.getKey() + ": " + setting.getValue())
                                    .collect(Collectors.joining(", "))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + directory, e);
        }
    }
}
