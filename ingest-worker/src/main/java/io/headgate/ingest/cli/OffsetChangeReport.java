package io.headgate.ingest.cli;

import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.write.OffsetReport;
import io.headgate.engine.write.OffsetReport.Step;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verbs of {@code offsets} print with {@code --json}. The names of the components are part of the interface.
 *
 * @param verb {@code rewind}, {@code skip} or {@code rebase}
 * @param before the graph version that it was judged on
 * @param unfinishedWrites those that were found, and with {@code --confirm} settled, before
 * @param changedIn the graph version with the new offsets; null when nothing was changed
 */
record OffsetChangeReport(
        String graph,
        String verb,
        boolean confirmed,
        long before,
        int unfinishedWrites,
        List<Partition> partitions,
        @Nullable Long changedIn) {

    /**
     * One partition.
     *
     * @param offsets how many are read once more (rewind) or never (skip); 0 for a rebase
     * @param objection why it is refused without {@code --allow-duplicates}; null when it is not
     */
    record Partition(
            String topic,
            int partition,
            Place from,
            Place to,
            boolean changes,
            long offsets,
            @Nullable String objection) {}

    /** Where the graph goes on. */
    record Place(String cluster, String topicId, long nextOffset, long epoch) {
        static Place of(SourceOffset offset) {
            return new Place(
                    offset.partition().cluster(), offset.partition().topicId(), offset.nextOffset(), offset.epoch());
        }
    }

    static OffsetChangeReport of(
            String graph, OffsetVerb verb, boolean confirmed, OffsetReport report, ReplayRule rule) {
        return new OffsetChangeReport(
                graph,
                verb.word(),
                confirmed,
                report.before().number(),
                report.settled().size(),
                report.steps().stream().map(step -> partition(step, verb, rule)).toList(),
                report.changedIn().map(GraphVersion::number).orElse(null));
    }

    private static Partition partition(Step step, OffsetVerb verb, ReplayRule rule) {
        return new Partition(
                step.change().topic(),
                step.change().partition(),
                Place.of(step.before()),
                Place.of(step.after()),
                step.changes(),
                verb == OffsetVerb.REBASE ? 0 : step.distance(),
                step.changes() && verb.mayRepeat()
                        ? rule.objection(step.change().topic()).orElse(null)
                        : null);
    }
}
