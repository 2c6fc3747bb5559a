package io.headgate.bench.ingest;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.decode.JsonRecordDecoder;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.RowChunkBuilder;
import io.headgate.recovery.id.TableId;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.lance.Dataset;

/**
 * Makes the table that is there before an upsert: as a graph, or as a plain Lance table with the same fragments. Half of the
 * topic's keys are in it.
 */
final class Bases implements Workload {

    private static final int FRAGMENT_ROWS = 500_000;

    /** Takes the rows of one fragment; the caller closes them. */
    @FunctionalInterface
    private interface Sink {
        void accept(RowChunk rows);
    }

    @Override
    public Map<String, Double> run(Job job, Stopwatch clock) {
        clock.start();
        if (job.settings().text("base-kind").equals("graph")) {
            graph(job);
        } else {
            plain(job);
        }
        clock.stop();
        return Map.of();
    }

    private static void graph(Job job) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment = Graphs.environment(job, allocator)) {
            Graph graph = Graphs.open(environment);
            TableId table = graph.newest()
                    .table(TableKind.NODE, People.TYPE)
                    .orElseThrow()
                    .id();
            try (GraphWriter writer = graph.writer(Graphs.ACTOR)) {
                generate(job, allocator, rows -> {
                    TableRows added = new TableRows(table, WriteMode.APPEND, List.of(rows));
                    writer.write(new WriteRequest(
                            "load", List.of(added), List.of(), rows.rows().getRowCount(), 0));
                });
            }
        }
    }

    private static void plain(Job job) {
        try (BufferAllocator allocator = new RootAllocator()) {
            LanceTables.create(job.output(), allocator).close();
            generate(job, allocator, rows -> {
                try (Dataset after =
                        LanceTables.append(LanceTables.open(job.output(), allocator), rows.rows(), allocator)) {
                    after.version();
                }
            });
        }
    }

    private static void generate(Job job, BufferAllocator allocator, Sink sink) {
        KeyPlan keys = new KeyPlan(job.records());
        long total = job.settings().number("base-rows");
        JsonRecordDecoder decoder = new JsonRecordDecoder(People.type(), WriteMode.APPEND, DataSize.ofMebibytes(1));
        RecordRef ref = new RecordRef();
        long row = 0;
        while (row < total) {
            try (RowChunkBuilder builder = new RowChunkBuilder(People.arrowSchema(), allocator, FRAGMENT_ROWS)) {
                while (row < total && !builder.isFull()) {
                    byte[] json = People.json(keys.keyOfRow(row, total), 0);
                    decoder.decode(builder, ref.set("", 0, row++, 0, null, json));
                }
                try (RowChunk chunk = builder.finish()) {
                    sink.accept(chunk);
                }
            }
        }
    }
}
