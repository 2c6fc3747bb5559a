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
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** What each Kafka client is configured with: our defaults, over them the user's settings, over them what exactness needs. */
final class ClientSettings {
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
    static Map<String, Object> forAdmin(Map<String, String> kafka) {
        Set<String> consumerOnly = new HashSet<>(ConsumerConfig.configNames());
        consumerOnly.removeAll(AdminClientConfig.configNames());
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().removeAll(consumerOnly);
        return settings;
    }
}
