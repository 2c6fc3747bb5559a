package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The assigned partitions that are read: every one has a position. Those that are assigned and not read stay paused. For use
 * by one thread.
 */
final class ActivePartitions {
    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, SourcePartition> byName = new HashMap<>();
    private boolean holding;

    ActivePartitions(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /** Gives partitions a position without reading them: one that has none makes the next poll fail. */
    void admit(Collection<TopicPartition> assigned) {
        assigned.forEach(name -> consumer.seek(name, 0));
        consumer.pause(assigned);
    }

    /** Reads those partitions from there on. */
    void place(Collection<Placement> placements) {
        for (Placement placement : placements) {
            TopicPartition name = TopicCatalog.kafkaName(placement.partition());
            consumer.seek(name, placement.offset());
            byName.put(name, placement.partition());
            if (!holding) {
                consumer.resume(List.of(name));
            }
        }
    }

    /** Stops or resumes fetching of everything. */
    void hold(boolean hold) {
        if (hold == holding) {
            return;
        }
        holding = hold;
        if (hold) {
            consumer.pause(byName.keySet());
        } else {
            consumer.resume(byName.keySet());
        }
    }

    /** Reads partitions of such topics no more. */
    void silence(Predicate<String> topics) {
        List<TopicPartition> silenced = byName.keySet().stream()
                .filter(name -> topics.test(name.topic()))
                .toList();
        consumer.pause(silenced);
        silenced.forEach(byName::remove);
    }

    /** Partitions that are not assigned any more. */
    void remove(Collection<TopicPartition> names) {
        names.forEach(byName::remove);
    }

    Optional<SourcePartition> find(TopicPartition name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those of the names that are read. */
    Set<SourcePartition> among(Collection<TopicPartition> names) {
        return names.stream().map(this::find).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    Set<TopicPartition> names() {
        return Set.copyOf(byName.keySet());
    }

    /** The offset after the last record handed out, or after what held none. */
    Map<SourcePartition, Long> positions() {
        Map<SourcePartition, Long> positions = new HashMap<>();
        byName.forEach((name, partition) -> positions.put(partition, consumer.position(name)));
        return positions;
    }
}
