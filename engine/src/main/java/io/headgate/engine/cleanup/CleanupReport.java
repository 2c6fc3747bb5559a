package io.headgate.engine.cleanup;

import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableRemoval;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cleanup did, or would do.
 *
 * @param newest the newest graph version afterwards
 * @param oldestBefore the oldest version that could be counted on before
 * @param oldest the same afterwards
 * @param kept the oldest version that stays: older than {@code oldest} when a hold or an unfinished write needs it
 * @param published the version that says so; empty when nothing had to be given up
 * @param versions how many graph versions were removed
 * @param tables one for each table
 * @param versionFailure why not all graph versions could be removed that were to be; empty when they were
 * @param expired holds that were removed because they had expired
 * @param obstacle for a preview, what keeps anything from being given up
 */
public record CleanupReport(
        GraphVersion newest,
        GraphVersion oldestBefore,
        GraphVersion oldest,
        GraphVersion kept,
        Optional<GraphVersion> published,
        long versions,
        List<Table> tables,
        Optional<HeadgateException> versionFailure,
        List<HoldId> expired,
        Optional<HeadgateException> obstacle) {

    public CleanupReport {
        tables = List.copyOf(tables);
        expired = List.copyOf(expired);
    }

    /**
     * One table.
     *
     * @param before the oldest version of it that stays
     * @param failure why not everything was removed; the other tables are cleaned up all the same
     */
    public record Table(
            String name, TablePath path, long before, TableRemoval removed, Optional<HeadgateException> failure) {}

    /** Over all tables. */
    public TableRemoval removed() {
        return tables.stream().map(Table::removed).reduce(TableRemoval.NONE, TableRemoval::plus);
    }

    /** The first thing that went wrong; the next run tries it again. */
    public Optional<HeadgateException> failure() {
        return Stream.concat(tables.stream().flatMap(table -> table.failure().stream()), versionFailure.stream())
                .findFirst();
    }
}
