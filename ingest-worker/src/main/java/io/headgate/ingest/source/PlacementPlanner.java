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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the offset that reading of each partition starts at: the graph's, or the configured one when the graph has none. */
final class PlacementPlanner {
    private final TopicCatalog catalog;
    private final TopicSelection selection;
    private final Map<String, Integer> partitionsAtStart;

    /**
     * @param partitionsAtStart how many partitions each topic had when the worker was started
     */
    PlacementPlanner(TopicCatalog catalog, TopicSelection selection, Map<String, Integer> partitionsAtStart) {
        this.catalog = catalog;
        this.selection = selection;
        this.partitionsAtStart = Map.copyOf(partitionsAtStart);
    }

    /** One placement for each partition that can be read; a mismatch for each that cannot. */
    List<Placement> plan(
            Collection<SourcePartition> partitions, GraphManifest manifest, Consumer<SourceMismatch> onMismatch) {
        if (partitions.isEmpty()) {
            return List.of();
        }
        Map<SourcePartition, OffsetRange> ranges = catalog.ranges(partitions);
        List<Placement> placements = new ArrayList<>();
        for (SourcePartition partition : partitions) {
            OffsetRange range = ranges.get(partition);
            Optional<SourceOffset> recorded = manifest.source(partition.topic(), partition.partition());
            try {
                placements.add(
                        recorded.isPresent()
                                ? resumed(partition, recorded.get(), range)
                                : new Placement(partition, start(partition, range), false, 0));
            } catch (SourceMismatch mismatch) {
                onMismatch.accept(mismatch);
            }
        }
        return placements;
    }

    private static Placement resumed(SourcePartition partition, SourceOffset recorded, OffsetRange range) {
        ResumeRule.checkIdentity(partition, recorded);
        ResumeRule.checkRange(partition, recorded.nextOffset(), range);
        return new Placement(partition, recorded.nextOffset(), true, recorded.epoch());
    }

    private long start(SourcePartition partition, OffsetRange range) {
        StartPosition start = selection
                .sourceOf(partition.topic())
                .map(SourceConfig::start)
                .orElseThrow(() -> new IllegalArgumentException("no source reads " + partition));
        return start.match(new StartPosition.Cases<>() {
            @Override
            public Long earliest() {
                return range.start();
            }

            @Override
            public Long latest() {
                // What appears while the worker runs holds nothing that is older than it.
                return partition.partition() < partitionsAtStart.getOrDefault(partition.topic(), 0)
                        ? range.end()
                        : range.start();
            }

            @Override
            public Long at(Instant time) {
                return Math.min(catalog.offsetAt(partition, time).orElse(range.end()), range.end());
            }
        });
    }
}
