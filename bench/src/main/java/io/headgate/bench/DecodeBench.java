package io.headgate.bench;

import com.sun.management.ThreadMXBean;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.decode.JsonRecordDecoder;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.RowChunkBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Decoding alone, on one thread: {@code DecodeBench [records] [rounds]}. Rates are per second of the thread's CPU time, so
 * that a busy machine disturbs them less.
 */
public final class DecodeBench {

    private static final int CHUNK_ROWS = 50_000;

    private final byte[][] records;
    private final Schema schema = ArrowSchemas.of(PersonRecords.type());
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private DecodeBench(byte[][] records) {
        this.records = records;
    }

    /** One pass over all records; the number of rows that came out. */
    private interface Pass {
        long run() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
        byte[][] records = PersonRecords.make(count, 1);
        long bytes = Arrays.stream(records).mapToLong(record -> record.length).sum();
        System.out.printf(Locale.ROOT, "%d records of %d bytes%n", count, bytes / count);
        DecodeBench bench = new DecodeBench(records);
        try (BufferAllocator allocator = new RootAllocator()) {
            JsonRecordDecoder decoder =
                    new JsonRecordDecoder(PersonRecords.type(), WriteMode.APPEND, DataSize.ofMebibytes(1));
            bench.measure("headgate", rounds, () -> bench.headgate(decoder, allocator));
            bench.measure("jackson streaming", rounds, () -> bench.jackson(allocator));
        }
    }

    private void measure(String name, int rounds, Pass pass) throws IOException {
        double best = Double.MAX_VALUE;
        double[] nanos = new double[rounds];
        long allocated = 0;
        for (int round = 0; round < rounds; round++) {
            long allocatedBefore = thread.getCurrentThreadAllocatedBytes();
            long before = thread.getCurrentThreadCpuTime();
            long rows = pass.run();
            nanos[round] = (double) (thread.getCurrentThreadCpuTime() - before) / records.length;
            allocated = thread.getCurrentThreadAllocatedBytes() - allocatedBefore;
            best = Math.min(best, nanos[round]);
            if (rows != records.length) {
                throw new IllegalStateException(name + " decoded " + rows + " of " + records.length + " records");
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-18s best %4.0f ns (%.2fM/s)  median %4.0f ns (%.2fM/s)  %.1f heap bytes per record%n",
                name,
                best,
                1e3 / best,
                nanos[rounds / 2],
                1e3 / nanos[rounds / 2],
                (double) allocated / records.length);
    }

    private long headgate(JsonRecordDecoder decoder, BufferAllocator allocator) {
        RecordRef record = new RecordRef();
        long rows = 0;
        int next = 0;
        while (next < records.length) {
            try (RowChunkBuilder builder = new RowChunkBuilder(schema, allocator, CHUNK_ROWS)) {
                while (next < records.length && !builder.isFull()) {
                    decoder.decode(builder, record.set("people", 0, next, 0, null, records[next++]));
                }
                try (RowChunk chunk = builder.finish()) {
                    rows += chunk.rows().getRowCount();
                }
            }
        }
        return rows;
    }

    private long jackson(BufferAllocator allocator) throws IOException {
        long rows = 0;
        int next = 0;
        while (next < records.length) {
            try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
                root.allocateNew();
                JacksonPersonDecoder decoder = new JacksonPersonDecoder(root);
                int row = 0;
                while (next < records.length && row < CHUNK_ROWS) {
                    decoder.decode(records[next++], row++);
                }
                root.setRowCount(row);
                rows += root.getRowCount();
            }
        }
        return rows;
    }
}
