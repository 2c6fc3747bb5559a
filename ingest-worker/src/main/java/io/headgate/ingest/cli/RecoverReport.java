package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.write.RecoveryReport;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code recover --json} prints. The names of the components, in snake_case, are part of the interface.
 *
 * @param dryRun whether nothing was changed
 * @param before number of the newest graph version when it began
 * @param after the same when it ended
 * @param intents every unfinished write that was found
 * @param unreadable objects among the intents that cannot be read
 * @param moved tables whose HEAD is not the published version and that no unfinished write accounts for
 * @param realignedIn graph version that names the tables that were restored
 * @param clean whether nothing is left that keeps writers from writing
 */
record RecoverReport(
        String graph,
        boolean dryRun,
        long before,
        long after,
        List<IntentLine> intents,
        List<Unreadable> unreadable,
        List<TableLine> moved,
        @Nullable Long realignedIn,
        boolean clean) {

    /**
     * One unfinished write.
     *
     * @param changes names of the tables that it changes
     * @param tables what was found; empty when the decision needed no look at them
     * @param decision {@code leave}, {@code converged}, {@code roll_forward}, {@code complete}, {@code publish},
     *     {@code roll_back}, {@code discard} or {@code refuse}
     * @param settled whether it is finished now
     */
    record IntentLine(
            String intent,
            String operation,
            String actor,
            String armedAt,
            String host,
            long pid,
            long base,
            List<String> changes,
            List<TableLine> tables,
            String decision,
            String reason,
            @Nullable Long publishedIn,
            boolean settled) {

        static IntentLine of(Settlement found, GraphManifest manifest) {
            return new IntentLine(
                    found.intent().value(),
                    found.operation(),
                    found.actor(),
                    found.armedAt().toString(),
                    found.owner().host(),
                    found.owner().pid(),
                    found.base().number(),
                    found.changes().stream().map(table -> name(table, manifest)).toList(),
                    found.tables().stream().map(TableLine::of).toList(),
                    Json.word(found.ruling().decision()),
                    found.ruling().reason(),
                    found.publishedIn().map(GraphVersion::number).orElse(null),
                    found.settled());
        }

        private static String name(TableId table, GraphManifest manifest) {
            return manifest.table(table).map(TablePin::name).orElse(table.value());
        }
    }

    /** One table as it was found: the published version and the newest. */
    record TableLine(String table, String shape, long pinned, long head, String reason) {

        static TableLine of(TableFinding finding) {
            return new TableLine(
                    finding.name(), Json.word(finding.shape()), finding.pinned(), finding.head(), finding.reason());
        }
    }

    /** An object that should be an intent. */
    record Unreadable(String object, String reason) {}

    static RecoverReport of(String graph, boolean dryRun, RecoveryReport report, GraphManifest manifest) {
        return new RecoverReport(
                graph,
                dryRun,
                report.before().number(),
                report.after().number(),
                report.intents().stream()
                        .map(found -> IntentLine.of(found, manifest))
                        .toList(),
                report.unreadable().stream()
                        .map(found -> new Unreadable(
                                found.key(), String.valueOf(found.failure().getMessage())))
                        .toList(),
                report.moved().stream().map(TableLine::of).toList(),
                report.realignedIn().map(GraphVersion::number).orElse(null),
                failure(report).isEmpty() && report.moved().stream().noneMatch(RecoverReport::needsAPerson));
    }

    /** What a writer meets with, if anything keeps it from writing. */
    static Optional<HeadgateException> failure(RecoveryReport report) {
        return Stream.concat(
                        report.unreadable().stream().map(RecoveryReport.Unreadable::failure),
                        report.intents().stream().flatMap(found -> found.refusal().stream()))
                .findFirst();
    }

    static boolean needsAPerson(TableFinding finding) {
        return finding.shape().needsAPerson();
    }
}
