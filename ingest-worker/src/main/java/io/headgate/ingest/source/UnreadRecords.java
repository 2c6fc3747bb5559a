package io.headgate.ingest.source;

import io.headgate.recovery.error.SourceUnavailable;
import io.headgate.recovery.intent.SourcePartition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Looks at the first records that a graph does not contain yet. Joins no group and commits nothing. */
public final class UnreadRecords {
    private static final Duration POLL = Duration.ofMillis(100);

    private UnreadRecords() {}

    /** Offsets [from, to) of which the first record is wanted. */
    public record Gap(long from, long to) {}

    /**
     * The timestamp of the first record in each gap. A gap that holds no record that can be seen has none, and so has one that
     * Kafka did not answer for in time.
     *
     * @throws SourceUnavailable when Kafka refuses to serve this client
     */
    public static Map<SourcePartition, Instant> oldest(
            Map<String, String> kafka, Map<SourcePartition, Gap> gaps, Duration patience) {
        if (gaps.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> settings = new HashMap<>(ClientSettings.forConsumer(kafka));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
        try (Consumer<ByteBuffer, ByteBuffer> consumer = new KafkaConsumer<>(settings)) {
            return read(consumer, gaps, System.nanoTime() + patience.toNanos());
        } catch (KafkaException e) {
            throw new SourceUnavailable(
                    "read", "Kafka does not show the records that the graph needs next: " + e.getMessage(), e);
        }
    }

    private static Map<SourcePartition, Instant> read(
            Consumer<ByteBuffer, ByteBuffer> consumer, Map<SourcePartition, Gap> gaps, long deadline) {
        Map<TopicPartition, SourcePartition> names =
                gaps.keySet().stream().collect(Collectors.toMap(TopicCatalog::kafkaName, partition -> partition));
        consumer.assign(names.keySet());
        names.forEach(
                (name, partition) -> consumer.seek(name, gaps.get(partition).from()));
        Map<SourcePartition, Instant> oldest = new HashMap<>();
        Set<TopicPartition> wanted = new HashSet<>(names.keySet());
        while (!wanted.isEmpty() && System.nanoTime() - deadline < 0) {
            ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(POLL);
            for (TopicPartition name : records.partitions()) {
                if (wanted.remove(name)) {
                    oldest.put(
                            names.get(name),
                            Instant.ofEpochMilli(records.records(name).get(0).timestamp()));
                }
            }
            wanted.removeIf(
                    name -> consumer.position(name) >= gaps.get(names.get(name)).to());
            consumer.pause(names.keySet().stream()
                    .filter(name -> !wanted.contains(name))
                    .toList());
        }
        return oldest;
    }
}
