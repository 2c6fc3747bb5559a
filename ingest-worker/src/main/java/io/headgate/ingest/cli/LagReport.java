package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.ingest.source.OffsetRange;
import io.headgate.ingest.source.RecordedPartition;
import io.headgate.ingest.source.RecordedPartition.State;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code offsets --json} prints. The names of the components, in snake_case, are part of the interface.
 *
 * @param graph directory of the graph
 * @param kafka whether Kafka was asked
 * @param lagRecords sum over the partitions; null when it is not known of all
 * @param lagMillis the longest of the partitions; null when it is not known of all
 */
record LagReport(
        String graph,
        long version,
        boolean kafka,
        @Nullable Long lagRecords,
        @Nullable Long lagMillis,
        List<Partition> partitions) {

    /**
     * One partition. What only Kafka knows is null when it was not asked, or has no such partition.
     *
     * @param nextOffset the first offset that the graph does not contain
     * @param epoch how often the offset was changed deliberately
     * @param startOffset the oldest offset that Kafka has
     * @param endOffset the offset after the last committed record
     * @param lagRecords offsets between the graph and Kafka's end; not every one has a record
     * @param lagMillis age of the oldest record that the graph does not contain
     * @param state whether a worker can go on in it
     */
    record Partition(
            String cluster,
            String topic,
            String topicId,
            int partition,
            long nextOffset,
            long epoch,
            @Nullable Long startOffset,
            @Nullable Long endOffset,
            @Nullable Long lagRecords,
            @Nullable Long lagMillis,
            @Nullable String state) {

        private static Partition of(
                SourceOffset source, Optional<RecordedPartition> found, Optional<Instant> oldest, Instant now) {
            Optional<OffsetRange> range = found.flatMap(RecordedPartition::range);
            Optional<State> state = found.map(RecordedPartition::state);
            // Offsets of another topic say nothing about this one.
            boolean comparable = state.filter(known -> known == State.READABLE || known == State.DELETED)
                    .isPresent();
            Optional<Long> lag = range.filter(known -> comparable).map(known -> known.end() - source.nextOffset());
            Optional<Long> age = lag.flatMap(records -> records == 0
                    ? Optional.of(0L)
                    : oldest.map(time -> Math.max(0, Duration.between(time, now).toMillis())));
            SourcePartition partition = source.partition();
            return new Partition(
                    partition.cluster(),
                    partition.topic(),
                    partition.topicId(),
                    partition.partition(),
                    source.nextOffset(),
                    source.epoch(),
                    range.map(OffsetRange::start).orElse(null),
                    range.map(OffsetRange::end).orElse(null),
                    lag.orElse(null),
                    age.orElse(null),
                    state.map(Json::word).orElse(null));
        }
    }

    /** Without Kafka. */
    static LagReport of(String graph, GraphManifest manifest) {
        return of(graph, manifest, false, Map.of(), Map.of(), Instant.EPOCH);
    }

    /** @param oldest timestamp of the oldest record that the graph does not contain */
    static LagReport of(
            String graph,
            GraphManifest manifest,
            Map<SourceOffset, RecordedPartition> found,
            Map<SourcePartition, Instant> oldest,
            Instant now) {
        return of(graph, manifest, true, found, oldest, now);
    }

    private static LagReport of(
            String graph,
            GraphManifest manifest,
            boolean kafka,
            Map<SourceOffset, RecordedPartition> found,
            Map<SourcePartition, Instant> oldest,
            Instant now) {
        List<Partition> partitions = manifest.sources().stream()
                .map(source -> Partition.of(
                        source,
                        Optional.ofNullable(found.get(source)),
                        Optional.ofNullable(oldest.get(source.partition())),
                        now))
                .toList();
        boolean records =
                kafka && partitions.stream().map(Partition::lagRecords).allMatch(Objects::nonNull);
        boolean times = kafka && partitions.stream().map(Partition::lagMillis).allMatch(Objects::nonNull);
        return new LagReport(
                graph,
                manifest.version().number(),
                kafka,
                records
                        ? partitions.stream()
                                .map(Partition::lagRecords)
                                .filter(Objects::nonNull)
                                .reduce(0L, Long::sum)
                        : null,
                times
                        ? partitions.stream()
                                .map(Partition::lagMillis)
                                .filter(Objects::nonNull)
                                .reduce(0L, Math::max)
                        : null,
                partitions);
    }
}
