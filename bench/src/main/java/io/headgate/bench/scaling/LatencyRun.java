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
import io.headgate.ingest.broker.KafkaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Runs cases one after the other, each with a topic, a graph and a worker process of its own. This process produces, and reads
 * the graph's versions as any reader would.
 */
final class LatencyRun {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** Time for the producer to get ready. */
    private static final long HEAD_START_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final KafkaProcess kafka;
    private final Path directory;
    private final LatencyPlan plan;

    /** @param directory for the files of one case at a time; removed after each */
    LatencyRun(KafkaProcess kafka, Path directory, LatencyPlan plan) {
        this.kafka = kafka;
        this.directory = directory;
        this.plan = plan;
    }

    LatencyResult measure(LatencyCase measured) throws IOException, InterruptedException {
        Directories.remove(directory);
        String topic = "latency-" + UUID.randomUUID();
        kafka.createTopic(topic, LatencyPlan.PARTITIONS, Map.of());
        Path config = config(measured, topic);
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = GraphEnvironment.local(graph(), Durability.POWER_LOSS, allocator)) {
            Graph graph = Graph.init(environment, People.SCHEMA_SOURCE, "bench");
            try (WorkerProcess worker = WorkerProcess.start(config, directory)) {
                return measure(measured, topic, graph, worker);
            }
        } finally {
            Directories.remove(directory);
        }
    }

    private LatencyResult measure(LatencyCase measured, String topic, Graph graph, WorkerProcess worker)
            throws InterruptedException {
        long start = System.nanoTime() + HEAD_START_NANOS;
        SendLog log = new SendLog(LatencyPlan.PARTITIONS, Math.toIntExact(plan.records() / LatencyPlan.PARTITIONS + 1));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Double> producer = thread.submit(new SteadyProducer(
                    kafka.bootstrapServers(), topic, LatencyPlan.PARTITIONS, plan.rate(), plan.records(), start, log));
            long from = start + TimeUnit.SECONDS.toNanos(plan.warmUpSeconds());
            long to = from + TimeUnit.SECONDS.toNanos(plan.measuredSeconds());
            Visibility visibility = new Visibility(log, LatencyPlan.PARTITIONS, from, to);
            GraphManifest last = watch(graph, visibility, producer, worker, to + LONGEST_WAIT_NANOS);
            double seconds = (System.nanoTime() - start) / 1e9;
            check(graph);
            return new LatencyResult(
                    measured, visibility.latency(), (last.version().number() - 1) / seconds, result(producer));
        } finally {
            thread.shutdownNow();
        }
    }

    /** Reads versions until all records are visible. */
    private GraphManifest watch(
            Graph graph, Visibility visibility, Future<Double> producer, WorkerProcess worker, long deadline)
            throws InterruptedException {
        GraphManifest seen = graph.newest();
        while (visibility.records() < plan.records()) {
            GraphManifest newest = graph.newest();
            long now = System.nanoTime();
            if (!newest.version().equals(seen.version())) {
                for (SourceOffset source : newest.sources()) {
                    visibility.seen(source.partition().partition(), source.nextOffset(), now);
                }
                seen = newest;
            }
            worker.requireAlive();
            if (producer.isDone()) {
                result(producer);
            }
            if (now - deadline > 0) {
                throw new IllegalStateException("only " + visibility.records() + " of " + plan.records()
                        + " records have become visible in the time that there was");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return seen;
    }

    /** Keys are not repeated, so in both modes every record is a row. */
    private void check(Graph graph) {
        try (Snapshot snapshot = graph.snapshot()) {
            long rows = snapshot.count(TableKind.NODE, People.TYPE);
            if (rows != plan.records()) {
                throw new IllegalStateException("the table should have " + plan.records() + " rows, but has " + rows);
            }
        }
    }

    private static double result(Future<Double> producer) throws InterruptedException {
        try {
            return producer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the producer of the bench failed", e.getCause());
        }
    }

    private Path graph() {
        return directory.resolve("graph");
    }

    private Path config(LatencyCase measured, String topic) throws IOException {
        Files.createDirectories(graph());
        return Files.writeString(directory.resolve("worker.yaml"), """
                graph: %s
                kafka:
                  bootstrap.servers: %s
                  group.id: %s
                sources:
                  - topic: %s
                    into: node:%s
                    mode: %s
                commit:
                  every: %s
                """.formatted(
                graph(), kafka.bootstrapServers(), topic, topic, People.TYPE, measured.modeName(), measured.every()));
    }
}
