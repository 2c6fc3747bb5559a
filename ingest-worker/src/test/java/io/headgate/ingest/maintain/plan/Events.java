package io.headgate.ingest.maintain.plan;

import io.headgate.engine.manifest.TableKind;
import io.headgate.ingest.maintain.event.CommitEvent;
import io.headgate.ingest.maintain.event.SurveyEvent;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events of a graph with two tables. */
final class Events {
    static final GraphId GRAPH = new GraphId("graph");
    static final TableId PERSON = new TableId("person-id");
    static final TableId FOLLOWS = new TableId("follows-id");
    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private Events() {}

    /** One small fragment more in the first table. */
    static CommitEvent ingest(long version, long rowsAdded, long rowsRemoved) {
        return commit(version, "ingest", change(PERSON, 1, 0, rowsAdded, rowsRemoved, Optional.empty()));
    }

    /** The fragments of the first table became one. */
    static CommitEvent compaction(long version) {
        return commit(version, "optimize", change(PERSON, 1, 9, 90, 0, Optional.empty()));
    }

    /** Every row of the first table up to a version is indexed. */
    static CommitEvent indexing(long version, long upTo) {
        return commit(version, "optimize", change(PERSON, 0, 0, 0, 0, Optional.of(new GraphVersion(upTo))));
    }

    static CommitEvent commit(long version, String operation, CommitEvent.Table... changes) {
        return new CommitEvent(
                GRAPH, new GraphVersion(version), operation, START.plusSeconds(version), List.of(changes));
    }

    static CommitEvent.Table change(
            TableId table, int added, int removed, long rowsAdded, long rowsRemoved, Optional<GraphVersion> indexed) {
        return new CommitEvent.Table(
                table, TableKind.NODE, table.value(), added, removed, rowsAdded, rowsRemoved, 0, 1_000, indexed);
    }

    static SurveyEvent survey(long version, SurveyEvent.Cause cause, boolean needsWork) {
        return new SurveyEvent(
                GRAPH,
                new GraphVersion(version),
                cause,
                START.plusSeconds(version),
                List.of(new SurveyEvent.Table(PERSON, TableKind.NODE, "Person", 1_000, true, needsWork)));
    }

    static SurveyEvent handled(long version) {
        return survey(version, SurveyEvent.Cause.HANDLED, false);
    }

    static SurveyEvent reconciled(long version, boolean needsWork) {
        return survey(version, SurveyEvent.Cause.RECONCILED, needsWork);
    }
}
