package io.headgate.ingest.cli;

import io.headgate.engine.content.RepeatedIds;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.RepairReport;
import io.headgate.engine.write.RepairReport.TableRepair;
import io.headgate.recovery.decide.Movement;
import io.headgate.recovery.decide.RepairChoice;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code repair --json} prints. The names of the components, in snake_case, are part of the interface.
 *
 * @param confirmed whether anything was changed; else this is a preview
 * @param recovered what recovery found first
 * @param tables every table that only a person can judge
 * @param repairedIn graph version that names the repaired tables
 * @param settled what recovery did last, for the writes that had waited for the repair
 */
record RepairLine(
        String graph,
        boolean confirmed,
        boolean forced,
        long before,
        long after,
        RecoverReport recovered,
        List<Table> tables,
        @Nullable Long repairedIn,
        @Nullable RecoverReport settled) {

    /**
     * One table.
     *
     * @param movements every version after the published one
     * @param unforced what {@code --confirm} does
     * @param forced what {@code --confirm --force} does
     * @param repeatedIds rows beyond the first of their id in the content that force would adopt; null when not looked at
     */
    record Table(
            String table,
            String path,
            String shape,
            long pinned,
            long head,
            List<Version> movements,
            Choice unforced,
            Choice forced,
            @Nullable Long repeatedIds) {

        static Table of(TableRepair repair) {
            return new Table(
                    repair.finding().name(),
                    repair.path(),
                    Json.word(repair.finding().shape()),
                    repair.finding().pinned(),
                    repair.finding().head(),
                    repair.movements().stream().map(Version::of).toList(),
                    Choice.of(repair.unforced()),
                    Choice.of(repair.forced()),
                    repair.repeated().map(RepeatedIds::rows).orElse(null));
        }
    }

    /**
     * One version of a table.
     *
     * @param ours whether a writer of this graph made it
     */
    record Version(
            long version,
            @Nullable String operation,
            @Nullable String transaction,
            boolean ours) {

        static Version of(Movement movement) {
            return movement.made()
                    .map(made -> new Version(
                            movement.version(),
                            made.operation(),
                            made.transaction().value(),
                            made.ours()))
                    .orElseGet(() -> new Version(movement.version(), null, null, false));
        }
    }

    /**
     * What to do about a table.
     *
     * @param action {@code adopt}, {@code restore}, {@code adopt_as_is} or {@code none}
     * @param content the version whose content is published afterwards
     */
    record Choice(String action, long content, String reason) {

        static Choice of(RepairChoice choice) {
            return new Choice(Json.word(choice.action()), choice.content(), choice.reason());
        }
    }

    static RepairLine of(String graph, boolean confirmed, RepairReport report, GraphManifest manifest) {
        return new RepairLine(
                graph,
                confirmed,
                report.forced(),
                report.before().number(),
                report.after().number(),
                RecoverReport.of(graph, !confirmed, report.recovered(), manifest),
                report.tables().stream().map(Table::of).toList(),
                report.repairedIn().map(GraphVersion::number).orElse(null),
                report.settled()
                        .map(settled -> RecoverReport.of(graph, !confirmed, settled, manifest))
                        .orElse(null));
    }
}
