package io.headgate.bench.scaling;

import io.headgate.bench.ingest.People;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.decode.JsonRecordDecoder;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.RowChunkBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Rows that were decoded before the clock runs. Every partition has some chunks of its own, which are written again and again;
 * no two chunks share a key.
 */
final class ChunkBank implements AutoCloseable {

    private static final String TOPIC = "people";

    /** A chunk and the partition that its records count for. */
    record BankChunk(int partition, RowChunk chunk) {}

    private final List<BankChunk> chunks = new ArrayList<>();
    private final int chunkRows;

    ChunkBank(BufferAllocator allocator, ScalingPlan plan) {
        this.chunkRows = plan.chunkRows();
        try {
            JsonRecordDecoder decoder = new JsonRecordDecoder(People.type(), WriteMode.UPSERT, DataSize.ofMebibytes(1));
            for (int round = 0; round < ScalingPlan.ROUNDS; round++) {
                for (int partition = 0; partition < ScalingPlan.PARTITIONS; partition++) {
                    long first = (long) chunks.size() * chunkRows;
                    chunks.add(new BankChunk(partition, decode(decoder, allocator, partition, first)));
                }
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private RowChunk decode(JsonRecordDecoder decoder, BufferAllocator allocator, int partition, long first) {
        RecordRef ref = new RecordRef();
        try (RowChunkBuilder builder = new RowChunkBuilder(People.arrowSchema(), allocator, chunkRows)) {
            for (long number = first; number < first + chunkRows; number++) {
                byte[] key = People.id(number).getBytes(StandardCharsets.ISO_8859_1);
                byte[] value = People.json(number, 0);
                ref.position(TOPIC, partition, number, 0).key(key, 0, key.length);
                decoder.decode(builder, ref.value(value, 0, value.length)).ifPresent(rejection -> {
                    throw new IllegalStateException("a record of the bench does not decode: " + rejection);
                });
            }
            return builder.finish();
        }
    }

    /** All chunks; between two of one partition are those of all the others. */
    List<BankChunk> all() {
        return List.copyOf(chunks);
    }

    /** The chunks of one worker: those of every partition that is its. */
    List<BankChunk> ofWorker(int worker, int workers) {
        return chunks.stream()
                .filter(chunk -> chunk.partition() % workers == worker)
                .toList();
    }

    /** The partitions of one worker. */
    static List<Integer> partitionsOf(int worker, int workers) {
        return IntStream.range(0, ScalingPlan.PARTITIONS)
                .filter(partition -> partition % workers == worker)
                .boxed()
                .toList();
    }

    /** Different keys in it. */
    long keys() {
        return (long) chunks.size() * chunkRows;
    }

    @Override
    public void close() {
        chunks.forEach(chunk -> chunk.chunk().close());
    }
}
