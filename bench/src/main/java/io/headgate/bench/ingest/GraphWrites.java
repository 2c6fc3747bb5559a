package io.headgate.bench.ingest;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.recovery.id.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** The write path without Kafka: rows are decoded before the clock runs, then staged, committed and published. */
final class GraphWrites implements Workload {

    private static final int CHUNK_ROWS = 1 << 16;

    @Override
    public Map<String, Double> run(Job job, Stopwatch clock) {
        Phases phases = new Phases();
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = Graphs.environment(job, allocator)) {
            Graph graph = Graphs.open(environment);
            long before = Graphs.count(graph);
            TableId table = graph.newest()
                    .table(TableKind.NODE, People.TYPE)
                    .orElseThrow()
                    .id();
            try (GraphWriter writer = graph.writer(Graphs.ACTOR);
                    DecodedTopic topic = new DecodedTopic(job, allocator)) {
                while (topic.hasNext()) {
                    List<RowChunk> chunks = batch(topic, job.batchRows());
                    WriteRequest request = request(table, job, chunks);
                    clock.start();
                    phases.add(writer.write(request).times());
                    clock.stop();
                    chunks.forEach(RowChunk::close);
                }
            }
            Expected.rows(job, before, Graphs.count(graph));
        }
        return phases.milliseconds();
    }

    private static List<RowChunk> batch(DecodedTopic topic, int rows) {
        List<RowChunk> chunks = new ArrayList<>();
        int left = rows;
        while (left > 0 && topic.hasNext()) {
            RowChunk chunk = topic.next(Math.min(left, CHUNK_ROWS));
            chunks.add(chunk);
            left -= chunk.rows().getRowCount();
        }
        return chunks;
    }

    private static WriteRequest request(TableId table, Job job, List<RowChunk> chunks) {
        WriteMode mode = job.upserts() ? WriteMode.UPSERT : WriteMode.APPEND;
        long polled =
                chunks.stream().mapToLong(chunk -> chunk.rows().getRowCount()).sum();
        return new WriteRequest("ingest", List.of(new TableRows(table, mode, chunks)), List.of(), polled, 0);
    }
}
