package io.headgate.bench.ingest;

import io.headgate.engine.write.RowChunk;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Reads the topic into Arrow chunks and throws them away. */
final class PollDecode implements Workload {

    @Override
    public Map<String, Double> run(Job job, Stopwatch clock) {
        try (BufferAllocator allocator = new RootAllocator()) {
            clock.start();
            try (DecodedTopic topic = new DecodedTopic(job, allocator)) {
                while (topic.hasNext()) {
                    try (RowChunk chunk = topic.next(job.batchRows())) {
                        chunk.rows().getRowCount();
                    }
                }
                clock.stop();
            }
        }
        return Map.of();
    }
}
