package io.headgate.ingest.source;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.StartPosition;
import io.headgate.recovery.error.SourceMismatch;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds the offset that reading of each partition starts at: the graph's, or the configured one when the graph has none. */
final class PlacementPlanner {
    private final org.apache.kafka.clients.consumer.Consumer<?, ?> kafka;
    private final Map<String, SourceConfig> sources;
    private final Consumer<SourceMismatch> onMismatch;

    PlacementPlanner(
            org.apache.kafka.clients.consumer.Consumer<?, ?> kafka,
            Map<String, SourceConfig> sources,
            Consumer<SourceMismatch> onMismatch) {
        this.kafka = kafka;
        this.sources = sources;
        this.onMismatch = onMismatch;
    }

    /** One placement for each partition that can be read; a mismatch for each that cannot. */
    List<Placement> plan(Collection<SourcePartition> partitions, GraphManifest manifest) {
        Map<TopicPartition, OffsetRange> ranges =
                ranges(partitions.stream().map(PlacementPlanner::kafkaName).toList());
        List<Placement> placements = new ArrayList<>();
        for (SourcePartition partition : partitions) {
            OffsetRange range = ranges.get(kafkaName(partition));
            Optional<SourceOffset> recorded = manifest.source(partition.topic(), partition.partition());
            try {
                placements.add(
                        recorded.isPresent()
                                ? resumed(partition, recorded.get(), range)
                                : new Placement(partition, start(partition, range), false));
            } catch (SourceMismatch mismatch) {
                onMismatch.accept(mismatch);
            }
        }
        return placements;
    }

    /** What Kafka has of each partition now. */
    Map<TopicPartition, OffsetRange> ranges(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = kafka.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
        Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
        partitions.forEach(name -> ranges.put(name, new OffsetRange(starts.get(name), ends.get(name))));
        return ranges;
    }

    private static Placement resumed(SourcePartition partition, SourceOffset recorded, OffsetRange range) {
        ResumeRule.checkIdentity(partition, recorded);
        ResumeRule.checkRange(partition, recorded.nextOffset(), range);
        return new Placement(partition, recorded.nextOffset(), true);
    }

    private long start(SourcePartition partition, OffsetRange range) {
        return sources.get(partition.topic()).start().match(new StartPosition.Cases<>() {
            @Override
            public Long earliest() {
                return range.start();
            }

            @Override
            public Long latest() {
                return range.end();
            }

            @Override
            public Long at(Instant time) {
                TopicPartition name = kafkaName(partition);
                OffsetAndTimestamp first =
                        kafka.offsetsForTimes(Map.of(name, time.toEpochMilli())).get(name);
                return first == null ? range.end() : Math.min(first.offset(), range.end());
            }
        });
    }

    static TopicPartition kafkaName(SourcePartition partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }
}
