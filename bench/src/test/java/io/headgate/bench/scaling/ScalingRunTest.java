package io.headgate.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.bench.scaling.ChunkBank.BankChunk;
import io.headgate.engine.write.WriteMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScalingRunTest {

    private static final ScalingPlan PLAN = new ScalingPlan(160, Duration.ZERO, Duration.ofMillis(200), 1);

    @TempDir
    Path directory;

    /** The run itself fails when records are lost or repeated. */
    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void workersThatShareAGraphWriteEveryRecordOnceAndLeaveNothingBehind(WriteMode mode) throws Exception {
        Path graph = directory.resolve("graph");
        try (BufferAllocator allocator = new RootAllocator();
                ChunkBank bank = new ChunkBank(allocator, PLAN)) {
            ScalingResult result = new ScalingRun(graph, allocator, bank, PLAN)
                    .measure(new ScalingCase(mode, 2, Duration.ofMillis(1)));

            assertThat(result.seconds()).isGreaterThanOrEqualTo(0.2);
            assertThat(result.allCalls()).isPositive();
        }
        assertThat(graph).doesNotExist();
    }

    @Test
    void everyChunkBelongsToOneWorkerAndABatchHasOneOfEachOfItsPartitions() {
        try (BufferAllocator allocator = new RootAllocator();
                ChunkBank bank = new ChunkBank(allocator, PLAN)) {
            for (int workers : new int[] {1, 3, 8, ScalingPlan.PARTITIONS}) {
                List<List<BankChunk>> shares = IntStream.range(0, workers)
                        .mapToObj(worker -> bank.ofWorker(worker, workers))
                        .toList();

                assertThat(shares.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(bank.all());
                for (int worker = 0; worker < workers; worker++) {
                    List<Integer> partitions = ChunkBank.partitionsOf(worker, workers);
                    assertThat(shares.get(worker).subList(0, partitions.size()))
                            .extracting(BankChunk::partition)
                            .containsExactlyElementsOf(partitions);
                }
            }
        }
    }
}
