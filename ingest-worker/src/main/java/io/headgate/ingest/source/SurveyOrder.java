package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that a place is to be found for.
 *
 * @param turns which time each of them waits for one. A partition that went and came back, or that was given up and waits again,
 *     has another number: then the answer comes too late.
 */
public record SurveyOrder(Map<TopicPartition, Long> turns) {
    public SurveyOrder {
        turns = Map.copyOf(turns);
    }

    /** Places for partitions that do not wait for them. */
    static SurveyOrder of(Collection<SourcePartition> partitions) {
        return new SurveyOrder(partitions.stream().collect(Collectors.toMap(TopicCatalog::kafkaName, partition -> 0L)));
    }
}
