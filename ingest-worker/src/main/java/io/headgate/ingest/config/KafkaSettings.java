package io.headgate.ingest.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Headgate knows about the settings below {@code kafka}: which it needs, and which are not the user's to choose. */
final class KafkaSettings {

    /**
     * A setting that exactly-once rests on.
     *
     * @param value what it always is
     * @param reason why it cannot be anything else
     */
    record Owned(String name, String value, String reason) {}

    static final List<String> REQUIRED =
            List.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, ConsumerConfig.GROUP_ID_CONFIG);

    static final List<Owned> OWNED = List.of(
            new Owned(
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "none",
                    "the graph says where to go on, and nothing may move that silently; for new partitions use"
                            + " `sources[].start`"),
            new Owned(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    "false",
                    "Kafka is told the offsets after they are published in the graph, never before"),
            new Owned(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    "records of aborted transactions must not reach the graph"),
            new Owned(
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                    ByteArrayDeserializer.class.getName(),
                    "keys go from bytes straight into Arrow"),
            new Owned(
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    ByteArrayDeserializer.class.getName(),
                    "values go from bytes straight into Arrow; the format is `sources[].format`"));

    private KafkaSettings() {}

    /**
     * Checks the section and expands the environment references in it. The values may be secrets, so no message shows one,
     * except that of an owned setting, which is shown as it stands in the file.
     */
    static Map<String, String> read(Section section, EnvironmentReferences environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        section.texts().forEach((name, text) -> {
            String value = section.expand(name, text, environment);
            Optional<Owned> owned = OWNED.stream()
                    .filter(setting -> setting.name().equals(name))
                    .findFirst();
            if (owned.isPresent() && !owned.get().value().equalsIgnoreCase(value)) {
                throw section.problem(
                        name,
                        "is '" + text + "', but it is always '" + owned.get().value() + "': "
                                + owned.get().reason().replace("`", "") + ". Remove the line.");
            }
            settings.put(name, value);
        });
        for (String name : REQUIRED) {
            if (settings.getOrDefault(name, "").isBlank()) {
                throw section.problem(name, "is missing. The worker needs at least " + String.join(" and ", REQUIRED));
            }
        }
        return settings;
    }
}
