package io.headgate.ingest.maintain.plan;

import io.headgate.engine.manifest.TableKind;
import io.headgate.ingest.maintain.event.CommitEvent;
import io.headgate.ingest.maintain.event.MaintenanceRequest;
import io.headgate.ingest.maintain.event.RequestReason;
import io.headgate.ingest.maintain.event.SurveyEvent;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one table by hearsay. The counts are of what came since maintenance worked on it last, so that what it could
 * not better is not asked for again; a survey finds what they miss.
 *
 * @param version the newest graph version that was folded in; empty when only surveys spoke of the table
 * @param maintained the newest graph version at which it was worked on
 * @param rows number of rows that it has
 * @param fragments number of fragments that were added
 * @param smallFragments those of them that are to grow
 * @param deletedRows number of rows that were deleted or replaced
 * @param hasIndexes whether indexes are declared for it
 * @param indexed the graph version of which every row is in every declared index
 * @param unindexedRows number of rows that were added and that no index knows
 * @param unindexedSince when the first of them was committed
 * @param needsWork whether the last survey found something to do
 * @param inFlight the request that nobody has answered yet
 */
public record TableStatistics(
        GraphId graph,
        TableId table,
        TableKind kind,
        String name,
        Optional<GraphVersion> version,
        Optional<GraphVersion> maintained,
        long rows,
        long fragments,
        long smallFragments,
        long deletedRows,
        boolean hasIndexes,
        Optional<GraphVersion> indexed,
        long unindexedRows,
        Optional<Instant> unindexedSince,
        boolean needsWork,
        Optional<TableStatistics.InFlight> inFlight) {

    /** A request that was made. */
    public record InFlight(RequestReason reason, Instant since) {}

    /** Of a table of which nothing was said yet. */
    static TableStatistics unknown(GraphId graph, TableId table, TableKind kind, String name) {
        return new TableStatistics(
                graph,
                table,
                kind,
                name,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                0,
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                Optional.empty());
    }

    /**
     * With what a graph version did to the table. One that is not newer than the newest was folded in before, or came too late.
     *
     * @param smallRows a fragment with fewer rows is to grow
     */
    TableStatistics plus(CommitEvent commit, CommitEvent.Table change, long smallRows) {
        if (version.isPresent() && version.get().compareTo(commit.version()) >= 0) {
            return this;
        }
        boolean reindexed = !change.indexed().equals(indexed);
        if (commit.onlyMaintains()) {
            return new TableStatistics(
                    graph,
                    table,
                    change.kind(),
                    change.name(),
                    Optional.of(commit.version()),
                    Optional.of(commit.version()),
                    change.rows(),
                    0,
                    0,
                    0,
                    hasIndexes || change.indexed().isPresent(),
                    change.indexed(),
                    reindexed ? 0 : unindexedRows,
                    reindexed ? Optional.empty() : unindexedSince,
                    needsWork,
                    inFlight);
        }
        boolean small = change.fragmentsAdded() > 0 && change.rowsAdded() / change.fragmentsAdded() < smallRows;
        return new TableStatistics(
                graph,
                table,
                change.kind(),
                change.name(),
                Optional.of(commit.version()),
                maintained,
                change.rows(),
                fragments + change.fragmentsAdded(),
                smallFragments + (small ? change.fragmentsAdded() : 0),
                deletedRows + change.rowsRemoved(),
                hasIndexes || change.indexed().isPresent(),
                change.indexed(),
                unindexedRows + change.rowsAdded(),
                unindexedSince.or(() -> change.rowsAdded() > 0 ? Optional.of(commit.at()) : Optional.empty()),
                needsWork,
                inFlight);
    }

    /** With what a look at the table itself found. */
    TableStatistics plus(SurveyEvent survey, SurveyEvent.Table found) {
        return survey.cause() == SurveyEvent.Cause.HANDLED ? handled(survey, found) : reconciled(survey, found);
    }

    /** The counts begin anew, and so may requests: at once, when there is more to do that gets on. */
    private TableStatistics handled(SurveyEvent survey, SurveyEvent.Table found) {
        return new TableStatistics(
                graph,
                table,
                found.kind(),
                found.name(),
                version,
                later(maintained, survey.version()),
                found.rows(),
                0,
                0,
                0,
                found.hasIndexes(),
                indexed,
                0,
                Optional.empty(),
                found.needsWork(),
                Optional.empty());
    }

    private TableStatistics reconciled(SurveyEvent survey, SurveyEvent.Table found) {
        boolean outdated = maintained.isPresent() && maintained.get().compareTo(survey.version()) > 0;
        if (outdated) {
            return this;
        }
        return new TableStatistics(
                graph,
                table,
                found.kind(),
                found.name(),
                version,
                maintained,
                found.rows(),
                fragments,
                smallFragments,
                deletedRows,
                found.hasIndexes(),
                indexed,
                unindexedRows,
                unindexedSince,
                found.needsWork(),
                found.needsWork() ? inFlight : Optional.empty());
    }

    /** With a request that was made now. */
    TableStatistics asked(RequestReason reason, Instant now) {
        return new TableStatistics(
                graph,
                table,
                kind,
                name,
                version,
                maintained,
                rows,
                fragments,
                smallFragments,
                deletedRows,
                hasIndexes,
                indexed,
                unindexedRows,
                unindexedSince,
                needsWork,
                Optional.of(new InFlight(reason, now)));
    }

    MaintenanceRequest request(RequestReason reason, Instant now) {
        GraphVersion known = later(version, GraphVersion.FIRST).orElse(GraphVersion.FIRST);
        return new MaintenanceRequest(graph, table, kind, name, reason, known, now);
    }

    private static Optional<GraphVersion> later(Optional<GraphVersion> one, GraphVersion other) {
        return one.filter(version -> version.compareTo(other) > 0).or(() -> Optional.of(other));
    }
}
