package io.headgate.bench.ingest;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.ingest.worker.WorkerRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The worker as users run it, from its configuration file, until it has caught up. The clock runs from before its clients
 * exist until the last commit is visible.
 */
final class Worker implements Workload {

    @Override
    public Map<String, Double> run(Job job, Stopwatch clock) throws IOException {
        long before = count(job);
        WorkerConfig config = configuration(job);
        Phases phases = new Phases();
        long started = System.nanoTime();
        clock.start();
        ExitReport report = WorkerRunner.run(config, true, Map.of(), commit -> {
            clock.lap();
            phases.add(commit.result().times());
            phases.add(commit.times());
            phases.visible(Duration.ofNanos(System.nanoTime() - started));
        });
        report.failure().ifPresent(failure -> {
            throw failure;
        });
        Expected.rows(job, before, count(job));
        return phases.milliseconds();
    }

    private static long count(Job job) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = Graphs.environment(job, allocator)) {
            Graph graph = Graphs.open(environment);
            return Graphs.count(graph);
        }
    }

    private static WorkerConfig configuration(Job job) throws IOException {
        StringBuilder yaml = new StringBuilder();
        yaml.append("graph: ").append(job.output()).append('\n');
        yaml.append("durability: ").append(Graphs.durability(job).keyword()).append('\n');
        yaml.append("kafka:\n  bootstrap.servers: ").append(job.bootstrapServers());
        yaml.append("\n  group.id: bench-").append(UUID.randomUUID()).append('\n');
        job.settings().below("kafka.").forEach((key, value) -> yaml.append("  " + key + ": " + value + "\n"));
        yaml.append("sources:\n  - topic: ").append(job.topic());
        yaml.append("\n    into: node:").append(People.TYPE);
        yaml.append("\n    mode: ").append(job.settings().text("mode")).append('\n');
        Map<String, String> commit = job.settings().below("commit.");
        if (!commit.isEmpty()) {
            yaml.append("commit:\n");
            commit.forEach((key, value) -> yaml.append("  " + key + ": " + value + "\n"));
        }
        Path file = Files.createTempFile("worker", ".yaml");
        Files.writeString(file, yaml);
        return ConfigLoader.load(file, Map.of());
    }
}
