package io.headgate.bench.ingest;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads the topic and does nothing with it: the bound that nothing behind it can pass. */
final class RawPoll implements Workload {

    @Override
    public Map<String, Double> run(Job job, Stopwatch clock) {
        long bytes = 0;
        long records = 0;
        clock.start();
        try (KafkaConsumer<ByteBuffer, ByteBuffer> consumer = Consumers.open(job)) {
            while (records < job.records()) {
                for (ConsumerRecord<ByteBuffer, ByteBuffer> record : consumer.poll(Duration.ofSeconds(1))) {
                    bytes += record.value().remaining();
                    records++;
                }
            }
            clock.stop();
        }
        return Map.of("value-bytes", (double) bytes / records);
    }
}
