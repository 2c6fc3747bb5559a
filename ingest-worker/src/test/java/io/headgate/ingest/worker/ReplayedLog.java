package io.headgate.ingest.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the graph must be: the log, read once from its beginning to its end into plain collections. */
final class ReplayedLog {
    final Map<String, Object> people = new TreeMap<>();
    final List<Long> follows = new ArrayList<>();
    final Set<String> deadLetters = new TreeSet<>();
    final Map<String, Long> offsets = new TreeMap<>();
    long records;

    static ReplayedLog of(Scenario scenario) {
        ReplayedLog log = new ReplayedLog();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                scenario.config().kafka().get("bootstrap.servers"),
                "isolation.level",
                "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = Stream.of(scenario.people, scenario.follows)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ends.forEach((partition, end) -> log.offsets.put(partition.toString(), end));
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    log.apply(record, record.topic().equals(scenario.people));
                }
            }
        }
        log.follows.sort(null);
        return log;
    }

    private void apply(ConsumerRecord<String, String> record, boolean person) {
        records++;
        if (RandomTraffic.BAD.equals(record.value())) {
            deadLetters.add(record.topic() + "/" + record.partition() + "/" + record.offset());
        } else if (!person) {
            follows.add(Long.valueOf(field(record.value(), "n")));
        } else if (record.value() == null) {
            people.remove(record.key());
        } else {
            people.put(record.key(), field(record.value(), "name"));
        }
    }

    /** The last field of the records that the tests make. */
    private static String field(String json, String name) {
        String mark = "\"" + name + "\":";
        String rest = json.substring(json.indexOf(mark) + mark.length(), json.length() - 1);
        return rest.startsWith("\"") ? rest.substring(1, rest.length() - 1) : rest;
    }
}
