package io.headgate.ingest.cli;

import io.headgate.engine.cleanup.CleanupReport;
import io.headgate.engine.table.TableRemoval;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code cleanup --json} prints. The names of the components, in snake_case, are part of the interface.
 *
 * @param confirmed whether anything was removed; else this is a preview
 * @param version number of the newest graph version
 * @param oldestBefore number of the oldest version that could be counted on before
 * @param oldest the same afterwards
 * @param kept the oldest version that stays
 * @param publishedIn graph version that says so; null when there is none
 * @param versions graph versions that were removed
 * @param failure why not all of them could be; null when they were
 * @param expiredHolds ids of holds that were removed
 * @param obstacle what keeps anything from being given up; null when nothing does
 */
record CleanupLine(
        String graph,
        boolean confirmed,
        long version,
        long oldestBefore,
        long oldest,
        long kept,
        @Nullable Long publishedIn,
        long versions,
        @Nullable String failure,
        List<Table> tables,
        List<String> expiredHolds,
        @Nullable String obstacle) {

    /**
     * One table.
     *
     * @param before number of its oldest version that stays
     * @param failure why not everything was removed; null when it was
     */
    record Table(
            String table,
            String path,
            long before,
            long versions,
            long dataFiles,
            long deletionFiles,
            long indexFiles,
            long transactionFiles,
            long files,
            long bytes,
            @Nullable String failure) {

        static Table of(CleanupReport.Table table) {
            TableRemoval removed = table.removed();
            return new Table(
                    table.name(),
                    table.path().value(),
                    table.before(),
                    removed.versions(),
                    removed.dataFiles(),
                    removed.deletionFiles(),
                    removed.indexFiles(),
                    removed.transactionFiles(),
                    removed.files(),
                    removed.bytes(),
                    message(table.failure()));
        }
    }

    static CleanupLine of(String graph, boolean confirmed, CleanupReport report) {
        return new CleanupLine(
                graph,
                confirmed,
                report.newest().number(),
                report.oldestBefore().number(),
                report.oldest().number(),
                report.kept().number(),
                report.published().map(GraphVersion::number).orElse(null),
                report.versions(),
                message(report.versionFailure()),
                report.tables().stream().map(Table::of).toList(),
                report.expired().stream().map(HoldId::value).toList(),
                message(report.obstacle()));
    }

    private static @Nullable String message(Optional<HeadgateException> failure) {
        return failure.map(Throwable::getMessage).orElse(null);
    }
}
