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
    private final Map<String, SourceConfig> sources;
    private final Consumer<SourceMismatch> onMismatch;

    PlacementPlanner(TopicCatalog catalog, Map<String, SourceConfig> sources, Consumer<SourceMismatch> onMismatch) {
        this.catalog = catalog;
        this.sources = sources;
        this.onMismatch = onMismatch;
    }

    /** One placement for each partition that can be read; a mismatch for each that cannot. */
    List<Placement> plan(Collection<SourcePartition> partitions, GraphManifest manifest) {
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
                return Math.min(catalog.offsetAt(partition, time).orElse(range.end()), range.end());
            }
        });
    }
}
