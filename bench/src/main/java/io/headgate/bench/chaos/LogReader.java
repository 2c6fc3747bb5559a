package io.headgate.bench.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topics without any group: what has to be in the graph. For use by one thread. */
final class LogReader implements AutoCloseable {

    private static final List<TopicPartition> PARTITIONS = Stream.of(Row.PEOPLE, Row.FOLLOWS)
            .flatMap(topic -> IntStream.range(0, Row.PARTITIONS).mapToObj(number -> new TopicPartition(topic, number)))
            .toList();

    private final KafkaConsumer<String, String> committed;
    private final KafkaConsumer<String, String> all;

    LogReader(Cluster cluster) {
        String servers = cluster.bootstrapServers(Cluster.ONLOOKER);
        this.committed = consumer(servers, "read_committed");
        this.all = consumer(servers, "read_uncommitted");
        all.assign(PARTITIONS);
        committed.assign(PARTITIONS);
    }

    /** The ends of the partitions, those of transactions that are still open included. */
    Map<String, Long> ends() {
        Map<String, Long> ends = new TreeMap<>();
        all.endOffsets(PARTITIONS).forEach((partition, end) -> ends.put(partition.toString(), end));
        return ends;
    }

    /** Everything from the beginning to the end, without what was aborted. */
    Contents replay() {
        Contents.Replay replay = new Contents.Replay();
        committed.seekToBeginning(PARTITIONS);
        Map<TopicPartition, Long> ends = all.endOffsets(PARTITIONS);
        ends.forEach((partition, end) -> replay.offset(partition.toString(), end));
        while (PARTITIONS.stream().anyMatch(partition -> committed.position(partition) < ends.get(partition))) {
            committed.poll(Duration.ofMillis(200)).forEach(record -> apply(record, replay));
        }
        return replay.contents();
    }

    private static void apply(ConsumerRecord<String, String> record, Contents.Replay replay) {
        if (Row.BAD.equals(record.value())) {
            replay.bad(record.topic() + "/" + record.partition() + "/" + record.offset());
        } else if (record.topic().equals(Row.FOLLOWS)) {
            replay.follow(Row.numberIn(record.value()));
        } else if (record.value() == null) {
            replay.noPerson(record.key());
        } else {
            replay.person(record.key(), Row.numberIn(record.value()));
        }
    }

    private static KafkaConsumer<String, String> consumer(String servers, String isolation) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", servers);
        settings.put("isolation.level", isolation);
        settings.put("enable.auto.commit", "false");
        settings.put("request.timeout.ms", "8000");
        settings.put("reconnect.backoff.max.ms", "500");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    @Override
    public void close() {
        committed.close();
        all.close();
    }
}
