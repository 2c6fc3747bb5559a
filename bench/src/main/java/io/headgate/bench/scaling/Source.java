package io.headgate.bench.scaling;

import io.headgate.bench.scaling.ChunkBank.BankChunk;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A worker's place in its partitions: what it claims next. Not thread-safe. */
final class Source {

    private final TableId table;
    private final WriteMode mode;
    private final Map<SourcePartition, Long> next = new TreeMap<>();

    /** Begins where the graph ends. */
    Source(TableId table, WriteMode mode, GraphManifest manifest, List<Integer> partitions) {
        this.table = table;
        this.mode = mode;
        partitions.forEach(partition -> next.put(partition(partition), 0L));
        seek(manifest);
    }

    private static SourcePartition partition(int number) {
        return new SourcePartition("bench-cluster", "people", "bench-topic", number);
    }

    /** Goes to where the graph ends. */
    void seek(GraphManifest manifest) {
        next.replaceAll((partition, offset) -> manifest.nextOffset(partition).orElse(0L));
    }

    /** A batch of these chunks, from the next offsets on. */
    WriteRequest batch(List<BankChunk> chunks) {
        Map<SourcePartition, Long> records = new TreeMap<>();
        chunks.forEach(chunk -> records.merge(partition(chunk.partition()), rows(chunk), Long::sum));
        List<SourceClaim> claims = records.entrySet().stream()
                .map(entry -> {
                    long from = next.get(entry.getKey());
                    return new SourceClaim(entry.getKey(), from, from + entry.getValue());
                })
                .toList();
        List<RowChunk> rows = chunks.stream().map(BankChunk::chunk).toList();
        long polled = chunks.stream().mapToLong(Source::rows).sum();
        return new WriteRequest("ingest", List.of(new TableRows(table, mode, rows)), claims, polled, 0);
    }

    /** The batch is in the graph. */
    void written(WriteRequest batch) {
        batch.claims().forEach(claim -> next.put(claim.partition(), claim.to()));
    }

    private static long rows(BankChunk chunk) {
        return chunk.chunk().rows().getRowCount();
    }
}
