package io.headgate.bench.ingest;

import io.headgate.ingest.broker.KafkaProcess;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes and fills the topics. */
public final class Topics {

    private static final int PARTITIONS = 4;

    /** The values that a record of the topic has; those of the tables beforehand are edition 0. */
    private static final int EDITION = 1;

    private Topics() {}

    static void fill(KafkaProcess kafka, String topic, long records) {
        fill(kafka, topic, PARTITIONS, records, new KeyPlan(records)::keyOfRecord);
    }

    /**
     * Makes a topic and fills it.
     *
     * @param partitions records go to them in turns
     * @param person the number of the person in a record
     */
    public static void fill(KafkaProcess kafka, String topic, int partitions, long records, LongUnaryOperator person) {
        kafka.createTopic(topic, partitions, Map.of());
        AtomicReference<Exception> failure = new AtomicReference<>();
        // Several requests at once to a partition that is a moment old can leave the producer out of sequence for
        // minutes.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "linger.ms",
                20,
                "batch.size",
                256 << 10,
                "max.in.flight.requests.per.connection",
                1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < records; i++) {
                long number = person.applyAsLong(i);
                byte[] key = People.id(number).getBytes(StandardCharsets.ISO_8859_1);
                producer.send(
                        new ProducerRecord<>(topic, (int) (i % partitions), key, People.json(number, EDITION)),
                        (sent, refused) -> {
                            if (refused != null) {
                                failure.set(refused);
                            }
                        });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the topic " + topic + " could not be filled", failure.get());
        }
    }
}
