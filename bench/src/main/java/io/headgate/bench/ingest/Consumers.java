package io.headgate.bench.ingest;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Consumers for the peers, set up as favourably as the worker sets up its own. */
final class Consumers {

    private static final Map<String, String> AS_THE_WORKER = Map.of(
            "enable.auto.commit",
            "false",
            "isolation.level",
            "read_committed",
            "max.poll.records",
            "20000",
            "max.partition.fetch.bytes",
            Integer.toString(8 << 20),
            "fetch.max.bytes",
            Integer.toString(48 << 20),
            "receive.buffer.bytes",
            Integer.toString(1 << 20));

    private Consumers() {}

    /** A consumer at the beginning of every partition of the job's topic. */
    static KafkaConsumer<ByteBuffer, ByteBuffer> open(Job job) {
        Map<String, Object> settings = new HashMap<>(AS_THE_WORKER);
        settings.putAll(job.settings().below("kafka."));
        settings.put("bootstrap.servers", job.bootstrapServers());
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer =
                new KafkaConsumer<>(settings, new ByteBufferDeserializer(), new ByteBufferDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(job.topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
