package io.headgate.ingest.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** What each Kafka client is configured with: our defaults, over them the user's settings, over them what exactness needs. */
public final class ClientSettings {
    /** The graph says where to read from and what is visible; any other answer would lose or repeat records. */
    private static final Map<String, String> FIXED = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");

    /** Kafka's defaults are made for many small consumers; a worker is one that reads as fast as it can. */
    private static final Map<String, String> DEFAULTS = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "20000",
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(8 << 20),
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(48 << 20),
            ConsumerConfig.RECEIVE_BUFFER_CONFIG, Integer.toString(1 << 20),
            // How soon topics and partitions that are added are noticed; Kafka's default is five minutes.
            ConsumerConfig.METADATA_MAX_AGE_CONFIG, "30000");

    private static final String LONGEST_ABSENCE_MILLIS = "300000";

    private ClientSettings() {}

    /** How long a consumer may stay away from polling before its group takes its partitions away. */
    static Duration longestAbsence(Map<String, String> kafka) {
        return Duration.ofMillis(
                Long.parseLong(kafka.getOrDefault(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, LONGEST_ABSENCE_MILLIS)
                        .strip()));
    }

    /** Settings of a consumer whose keys and values are slices of the fetched buffers, not copies. */
    static Map<String, Object> forConsumer(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(DEFAULTS);
        if (!GroupProtocol.CONSUMER.name.equalsIgnoreCase(kafka.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            // A pod that joins takes over some partitions; the others need not stop for it.
            settings.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        settings.putAll(kafka);
        settings.putAll(FIXED);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName());
        return settings;
    }

    /** The user's settings without those that only a consumer knows. */
    public static Map<String, Object> forAdmin(Map<String, String> kafka) {
        Set<String> consumerOnly = new HashSet<>(ConsumerConfig.configNames());
        consumerOnly.removeAll(AdminClientConfig.configNames());
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().removeAll(consumerOnly);
        return settings;
    }

    /** Settings of a consumer of another group, whose offsets Kafka keeps, for keys and values that are copied. */
    public static Map<String, Object> forGroup(Map<String, String> kafka, String group, int mostRecords) {
        Map<String, Object> settings = forConsumer(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(mostRecords));
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return settings;
    }

    /**
     * The user's settings without those that only a consumer knows, for a producer whose records are worth little.
     *
     * @param longestSend how long a call may wait for Kafka
     */
    public static Map<String, Object> forProducer(Map<String, String> kafka, Duration longestSend) {
        Set<String> consumerOnly = new HashSet<>(ConsumerConfig.configNames());
        consumerOnly.removeAll(ProducerConfig.configNames());
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().removeAll(consumerOnly);
        // Those of a consumer are no producer's.
        settings.keySet().removeAll(Set.of(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, ProducerConfig.CLIENT_ID_CONFIG));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(longestSend.toMillis()));
        if (!settings.containsKey(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
            settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
        }
        return settings;
    }

    /** The user's settings for an application of Kafka Streams: those of every client, and how soon a dead member is missed. */
    public static Map<String, Object> forStreams(Map<String, String> kafka) {
        Map<String, Object> settings = forAdmin(kafka);
        settings.remove(AdminClientConfig.CLIENT_ID_CONFIG);
        for (String name :
                Set.of(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG)) {
            String value = kafka.get(name);
            if (value != null) {
                settings.put(name, value);
            }
        }
        return settings;
    }
}
