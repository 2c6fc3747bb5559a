package io.headgate.ingest.demo;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records into their topics and tells the check of each one, in the same order. For one thread. */
final class DemoProducer {

    private static final int BATCH_BYTES = 256 << 10;
    private static final int REPORT_EVERY = 1_000;

    private final String bootstrapServers;
    private final ExpectedGraph expected;

    DemoProducer(String bootstrapServers, ExpectedGraph expected) {
        this.bootstrapServers = bootstrapServers;
        this.expected = expected;
    }

    /**
     * Produces all records and returns when Kafka has them.
     *
     * @return how many there were
     * @throws DemoFailure when Kafka refused one, or did not put it where it must be
     */
    long produce(Iterator<DemoRecord> records, DemoProgress.Step progress) {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        long count = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            while (records.hasNext() && failure.get() == null) {
                send(producer, records.next(), failure);
                if (++count % REPORT_EVERY == 0) {
                    progress.reached(count);
                }
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        progress.reached(count);
        return count;
    }

    private void send(
            KafkaProducer<byte[], byte[]> producer, DemoRecord record, AtomicReference<RuntimeException> failure) {
        long offset = expected.apply(record);
        producer.send(
                new ProducerRecord<>(record.topic().name(), record.partition(), record.key(), record.value()),
                (metadata, refusal) -> {
                    if (refusal != null) {
                        failure.compareAndSet(
                                null,
                                new DemoFailure(
                                        "Kafka refused a record for "
                                                + record.topic().name() + ": " + refusal,
                                        refusal));
                    } else if (metadata.offset() != offset) {
                        failure.compareAndSet(
                                null,
                                new DemoFailure("Kafka put a record at " + metadata + " that must be at offset "
                                        + offset + "; does somebody else write to this topic?"));
                    }
                });
    }

    private Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.ACKS_CONFIG,
                "all",
                // Several requests at once to a partition that is a moment old can leave the producer out of sequence
                // for
                // minutes.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4");
    }
}
