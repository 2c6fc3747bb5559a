package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The assigned partitions: those that are read, which have a place, and those that wait for one, which are paused. For use by
 * one thread.
 */
final class ActivePartitions {
    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, SourcePartition> byName = new HashMap<>();

    /** Those that wait, with a number that no other wait has. */
    private final Map<TopicPartition, Long> waiting = new HashMap<>();

    private long turns;
    private boolean holding;

    ActivePartitions(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /** Takes in what was assigned. It gets a position at once, although it is not read: one that has none makes polls fail. */
    void admit(Collection<TopicPartition> assigned) {
        assigned.forEach(name -> consumer.seek(name, 0));
        await(assigned);
    }

    /** Reads nothing any more until it has a new place. */
    void displace() {
        Set<TopicPartition> displaced = names();
        byName.clear();
        await(displaced);
    }

    private void await(Collection<TopicPartition> names) {
        pause(names);
        names.forEach(name -> waiting.put(name, ++turns));
    }

    /** What waits for a place. */
    SurveyOrder order() {
        return new SurveyOrder(waiting);
    }

    /** Reads partitions from there on, as far as they still wait as they did when the place was ordered; those it does. */
    List<Placement> place(Collection<Placement> placements, SurveyOrder order) {
        List<Placement> done = new ArrayList<>();
        for (Placement placement : placements) {
            TopicPartition name = TopicCatalog.kafkaName(placement.partition());
            if (waiting.remove(name, order.turns().get(name))) {
                consumer.seek(name, placement.offset());
                byName.put(name, placement.partition());
                if (!holding) {
                    consumer.resume(List.of(name));
                }
                done.add(placement);
            }
        }
        return done;
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
        pause(silenced);
        silenced.forEach(byName::remove);
        waiting.keySet().removeIf(name -> topics.test(name.topic()));
    }

    /** Partitions that are not assigned any more. */
    void remove(Collection<TopicPartition> names) {
        names.forEach(byName::remove);
        names.forEach(waiting::remove);
    }

    /** A partition that was lost may be among them, and Kafka does not let go of it before it has told us. */
    private void pause(Collection<TopicPartition> names) {
        Set<TopicPartition> assigned = new HashSet<>(names);
        assigned.retainAll(consumer.assignment());
        consumer.pause(assigned);
    }

    /** All that are read. */
    Set<SourcePartition> read() {
        return Set.copyOf(byName.values());
    }

    int waiting() {
        return waiting.size();
    }

    boolean isHolding() {
        return holding;
    }

    boolean areWaiting() {
        return !waiting.isEmpty();
    }

    Optional<SourcePartition> find(TopicPartition name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those of the names that are read. */
    Set<SourcePartition> among(Collection<TopicPartition> names) {
        return names.stream().map(this::find).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private Set<TopicPartition> names() {
        return Set.copyOf(byName.keySet());
    }

    /** The offset after the last record handed out, or after what held none. */
    Map<SourcePartition, Long> positions() {
        Map<SourcePartition, Long> positions = new HashMap<>();
        byName.forEach((name, partition) -> positions.put(partition, consumer.position(name)));
        return positions;
    }
}
