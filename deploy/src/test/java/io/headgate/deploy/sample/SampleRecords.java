package io.headgate.deploy.sample;

import io.headgate.deploy.DeployDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What {@code compose/produce} prints, sent as Kafka's console producer sends it. */
public final class SampleRecords {

    public static final List<String> TOPICS = List.of("people", "follows");

    private SampleRecords() {}

    public static void createTopics(String bootstrapServers, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(TOPICS.stream()
                            .map(topic -> new NewTopic(topic, partitions, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** Returns when all of them are written. */
    public static void produce(String bootstrapServers, int recordsOfEachTopic) throws Exception {
        produce(bootstrapServers, 0, recordsOfEachTopic);
    }

    /**
     * Goes on where it was left.
     *
     * @param from of each topic, which are written already
     * @param to of each topic, which are written when this returns
     */
    public static void produce(String bootstrapServers, int from, int to) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String topic : TOPICS) {
                for (String line : print(topic, to).subList(from, to)) {
                    int separator = line.indexOf('|');
                    producer.send(new ProducerRecord<>(
                            topic, bytes(line.substring(0, separator)), bytes(line.substring(separator + 1))));
                }
            }
        }
    }

    private static List<String> print(String topic, int count) throws IOException, InterruptedException {
        Process produce = new ProcessBuilder(
                        "sh",
                        DeployDirectory.path().resolve("compose/produce").toString(),
                        topic,
                        "0",
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = produce.inputReader(StandardCharsets.UTF_8).lines().toList();
        if (produce.waitFor() != 0 || lines.size() != count) {
            throw new AssertionError("compose/produce printed " + lines.size() + " records of " + topic);
        }
        return lines;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
