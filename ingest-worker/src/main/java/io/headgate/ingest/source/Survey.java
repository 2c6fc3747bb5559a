package io.headgate.ingest.source;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.error.SourceMismatch;
import java.util.List;
import java.util.Map;

/**
 * What was found out about the sources: where the graph is, which topics there are, and from where partitions are to be read.
 *
 * @param manifest the graph version that it was compared with
 * @param live the topics of the sources that exist, by name
 * @param mismatches why some of them cannot be read
 */
public record Survey(
        GraphManifest manifest,
        SurveyOrder order,
        Map<String, LiveTopic> live,
        List<Placement> placements,
        List<SourceMismatch> mismatches) {
    public Survey {
        live = Map.copyOf(live);
        placements = List.copyOf(placements);
        mismatches = List.copyOf(mismatches);
    }
}
