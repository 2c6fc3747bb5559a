package io.headgate.ingest.batch;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.ingest.source.Placement;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which offsets the open batch contains, for every partition that is read. Claims follow positions, not records, so that
 * offsets without a record are claimed like any other. For use by one thread.
 */
final class ClaimLedger {
    private final Map<SourcePartition, Span> spans = new TreeMap<>();

    /**
     * Offsets [from, to) of a partition.
     *
     * @param unknown whether the graph has no offset for the partition yet: then even an empty range is worth claiming,
     *     because it fixes where the partition starts
     * @param epoch the graph's when reading began here
     */
    private record Span(long from, long to, boolean unknown, long epoch) {
        boolean hasNews() {
            return to > from || unknown;
        }
    }

    /** Begins anew at that offset. */
    void place(Placement placement) {
        spans.put(
                placement.partition(),
                new Span(placement.offset(), placement.offset(), !placement.recorded(), placement.epoch()));
    }

    /** The batch contains the partition up to that offset. Partitions that are not placed are ignored. */
    void advance(SourcePartition partition, long to) {
        spans.computeIfPresent(
                partition,
                (name, span) -> to > span.to() ? new Span(span.from(), to, span.unknown(), span.epoch()) : span);
    }

    void forget(Collection<SourcePartition> partitions) {
        partitions.forEach(spans::remove);
    }

    void clear() {
        spans.clear();
    }

    /** Whether the graph's offset of a partition was changed deliberately since reading of it began. */
    boolean isSupersededIn(GraphManifest manifest) {
        return spans.entrySet().stream()
                .anyMatch(span ->
                        manifest.source(span.getKey().topic(), span.getKey().partition())
                                        .map(SourceOffset::epoch)
                                        .orElse(0L)
                                > span.getValue().epoch());
    }

    /** Whether there is anything to claim. */
    boolean hasNews() {
        return spans.values().stream().anyMatch(Span::hasNews);
    }

    /** Whether there is anything to claim of one of those partitions. */
    boolean hasNewsOf(Collection<SourcePartition> partitions) {
        return partitions.stream().anyMatch(partition -> {
            Span span = spans.get(partition);
            return span != null && span.hasNews();
        });
    }

    /** The claims so far, ordered by partition; the next ones begin where these end. */
    List<SourceClaim> take() {
        List<SourceClaim> claims = new ArrayList<>();
        spans.replaceAll((partition, span) -> {
            if (span.hasNews()) {
                claims.add(new SourceClaim(partition, span.from(), span.to(), span.epoch()));
            }
            return new Span(span.to(), span.to(), false, span.epoch());
        });
        return claims;
    }
}
