package io.headgate.bench.scaling;

import io.headgate.bench.ingest.People;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records to a fresh topic, evenly spread over time and over the partitions. Gives how late it sent them at the worst. */
final class SteadyProducer implements Callable<Double> {

    private static final long SHORTEST_PAUSE_NANOS = 500_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String bootstrapServers;
    private final String topic;
    private final int partitions;
    private final long rate;
    private final long records;
    private final long startNanos;
    private final SendLog log;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param rate records per second
     * @param startNanos when the first record is due
     */
    SteadyProducer(
            String bootstrapServers,
            String topic,
            int partitions,
            long rate,
            long records,
            long startNanos,
            SendLog log) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.partitions = partitions;
        this.rate = rate;
        this.records = records;
        this.startNanos = startNanos;
        this.log = log;
    }

    @Override
    public Double call() {
        // With several requests at once, a topic that is a moment old can leave the producer out of sequence for
        // minutes.
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", 1);
        long worst = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(topic);
            for (long number = 0; number < records && failure.get() == null; number++) {
                long due = startNanos + number * 1_000_000_000L / rate;
                await(due);
                send(producer, number, due);
                worst = Math.max(worst, System.nanoTime() - due);
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the topic " + topic + " could not be filled", failure.get());
        }
        return worst / NANOS_PER_MILLI;
    }

    private static void await(long due) {
        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.max(early, SHORTEST_PAUSE_NANOS));
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, long number, long due) {
        int partition = (int) (number % partitions);
        long offset = number / partitions;
        log.due(partition, offset, due);
        byte[] key = People.id(number).getBytes(StandardCharsets.ISO_8859_1);
        producer.send(new ProducerRecord<>(topic, partition, key, People.json(number, 0)), (sent, refused) -> {
            if (refused != null) {
                failure.compareAndSet(null, refused);
            } else if (sent.offset() != offset) {
                failure.compareAndSet(
                        null, new IllegalStateException("expected offset " + offset + " but got " + sent.offset()));
            }
        });
    }
}
