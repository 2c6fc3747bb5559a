package io.headgate.bench.scaling;

import io.headgate.bench.ingest.Directories;
import io.headgate.bench.ingest.Topics;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.broker.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Measures several cases.
 *
 * @param directory for everything that is written; removed afterwards
 * @param progress told of each result
 */
record ScalingBench(List<ScalingCase> cases, Path directory, Consumer<ScalingResult> progress) {

    private static final Duration REHEARSAL = Duration.ofSeconds(2);
    private static final String TOPIC = "people";

    /** Workers are threads of this process, and there is no Kafka. */
    List<ScalingResult> threads(ScalingPlan plan) throws InterruptedException {
        ScalingPlan rehearsal = new ScalingPlan(plan.intervalRows(), Duration.ZERO, REHEARSAL, plan.seed());
        try (BufferAllocator allocator = new RootAllocator();
                ChunkBank bank = new ChunkBank(allocator, plan)) {
            // The first case would pay for loading classes and compiling.
            for (WriteMode mode :
                    cases.stream().map(ScalingCase::mode).distinct().toList()) {
                new ScalingRun(directory, allocator, bank, rehearsal).measure(new ScalingCase(mode, 1, Duration.ZERO));
            }
            return all(new ScalingRun(directory, allocator, bank, plan));
        }
    }

    /** Workers are processes, and so is the broker. */
    List<ScalingResult> processes(ProcessPlan plan) throws InterruptedException {
        Directories.remove(directory);
        try (KafkaProcess kafka = KafkaProcess.start(directory.resolve("kafka"))) {
            Topics.fill(kafka, TOPIC, ProcessPlan.PARTITIONS, plan.records(), record -> record % ProcessPlan.KEYS);
            return all(new ProcessRun(kafka.bootstrapServers(), TOPIC, directory.resolve("case"), plan));
        } finally {
            Directories.remove(directory);
        }
    }

    private List<ScalingResult> all(CaseRun run) throws InterruptedException {
        List<ScalingResult> results = new ArrayList<>();
        for (ScalingCase measured : cases) {
            ScalingResult result = run.measure(measured);
            results.add(result);
            progress.accept(result);
        }
        return results;
    }
}
