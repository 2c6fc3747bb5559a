package io.headgate.bench.ingest;

import io.headgate.engine.write.RowChunk;
import java.io.IOException;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.lance.Dataset;

/**
 * What a person writes in an afternoon: poll, decode a batch, append or merge it, commit, again. With the setting
 * {@code only-write}, polling and decoding do not count.
 */
final class NaiveLoop implements Workload {

    @Override
    public Map<String, Double> run(Job job, Stopwatch clock) throws IOException {
        boolean onlyWrite = job.settings().is("only-write");
        try (BufferAllocator allocator = new RootAllocator()) {
            Dataset table = job.base().isPresent()
                    ? LanceTables.open(job.output(), allocator)
                    : LanceTables.create(job.output(), allocator);
            long before = table.countRows();
            if (!onlyWrite) {
                clock.start();
            }
            try (DecodedTopic topic = new DecodedTopic(job, allocator)) {
                while (topic.hasNext()) {
                    try (RowChunk chunk = topic.next(job.batchRows())) {
                        if (onlyWrite) {
                            clock.start();
                        }
                        table = job.upserts()
                                ? LanceTables.merge(table, chunk.rows(), allocator)
                                : LanceTables.append(table, chunk.rows(), allocator);
                        if (onlyWrite) {
                            clock.stop();
                        } else {
                            clock.lap();
                        }
                    }
                }
            }
            try (Dataset written = table) {
                Expected.rows(job, before, written.countRows());
            }
        }
        return Map.of();
    }
}
