package io.headgate.ingest.cli;

import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code status --json} prints. The names of the components, in snake_case, are part of the interface.
 *
 * @param graph directory of the graph
 * @param oldest the oldest graph version that can be counted on
 * @param committedAt ISO 8601
 * @param schema SHA-256 of the schema source in force
 * @param indexed the graph versions that tables are indexed up to; {@code sources} is what is visible
 * @param pendingIntents writes that have begun and are not finished
 * @param oldestPendingIntent when the oldest of them began, ISO 8601; null when there is none
 * @param deadLetters rows of the dead-letter table
 * @param holds on graph versions, also expired ones
 * @param account of all records since the graph was made
 */
record StatusReport(
        String graph,
        long version,
        long oldest,
        String commit,
        String committedAt,
        String operation,
        String actor,
        String schema,
        List<Table> tables,
        List<Indexed> indexed,
        List<Source> sources,
        int pendingIntents,
        @Nullable String oldestPendingIntent,
        long deadLetters,
        List<HoldLine> holds,
        Account account) {

    /**
     * One table.
     *
     * @param path relative to the graph
     * @param indexedVersion the graph version of which every row is in every declared index; null when none ever was
     * @param detail null when nobody asked for it
     */
    record Table(
            String name,
            String kind,
            String path,
            long version,
            long rows,
            @Nullable Long indexedVersion,
            @Nullable TableDetail detail) {

        static Table of(TablePin pin, Optional<TableStatus> status) {
            return new Table(
                    pin.name(),
                    Json.word(pin.kind()),
                    pin.path().value(),
                    pin.version(),
                    pin.rows(),
                    pin.indexed().map(GraphVersion::number).orElse(null),
                    status.map(TableDetail::of).orElse(null));
        }
    }

    /**
     * A graph version that at least one table is indexed up to.
     *
     * @param sources the offsets that it contains; null when it is not there any more
     */
    record Indexed(long version, @Nullable List<Source> sources) {

        static Indexed of(GraphVersion version, Optional<GraphManifest> manifest) {
            return new Indexed(
                    version.number(),
                    manifest.map(found ->
                                    found.sources().stream().map(Source::of).toList())
                            .orElse(null));
        }
    }

    /**
     * One partition.
     *
     * @param nextOffset the first offset that the graph does not contain
     * @param epoch how often the offset was changed deliberately; claims of other epochs are stale
     */
    record Source(String cluster, String topic, String topicId, int partition, long nextOffset, long epoch) {

        static Source of(SourceOffset source) {
            return new Source(
                    source.partition().cluster(),
                    source.partition().topic(),
                    source.partition().topicId(),
                    source.partition().partition(),
                    source.nextOffset(),
                    source.epoch());
        }
    }

    /**
     * @param details what tables are made of, as far as somebody asked
     * @param past the graph version with that number, if it is still there
     */
    static StatusReport of(
            String graph,
            GraphManifest manifest,
            List<IntentId> pending,
            List<HoldLine> holds,
            List<TableStatus> details,
            Function<GraphVersion, Optional<GraphManifest>> past) {
        return new StatusReport(
                graph,
                manifest.version().number(),
                manifest.oldest().number(),
                manifest.commit().value(),
                manifest.committedAt().toString(),
                manifest.operation(),
                manifest.actor(),
                manifest.schema(),
                manifest.tables().stream()
                        .map(pin -> Table.of(
                                pin,
                                details.stream()
                                        .filter(status -> status.pin().id().equals(pin.id()))
                                        .findFirst()))
                        .toList(),
                manifest.tables().stream()
                        .flatMap(pin -> pin.indexed().stream())
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .map(version -> Indexed.of(version, past.apply(version)))
                        .toList(),
                manifest.sources().stream().map(Source::of).toList(),
                pending.size(),
                pending.stream()
                        .flatMap(intent -> intent.armedAt().stream())
                        .min(Comparator.naturalOrder())
                        .map(Instant::toString)
                        .orElse(null),
                manifest.table(TableKind.SYSTEM, GraphManifest.DEAD_LETTERS)
                        .map(TablePin::rows)
                        .orElse(0L),
                holds,
                manifest.totals());
    }
}
