package io.headgate.ingest.maintain.event;

import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.manifest.TableKind;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.time.Instant;
import java.util.List;

/**
 * Tables were looked at themselves, whatever had been said of them.
 *
 * @param cause why
 * @param version of the graph when the look began
 */
public record SurveyEvent(GraphId graph, GraphVersion version, Cause cause, Instant at, List<SurveyEvent.Table> tables)
        implements GraphEvent {

    /** Why tables are looked at. */
    public enum Cause {
        /** Every now and then, to find what events did not say. */
        RECONCILED,
        /** Somebody has worked on the table as a request asked. */
        HANDLED
    }

    /**
     * One table.
     *
     * @param hasIndexes whether indexes are declared for it
     * @param needsWork whether maintenance would find something to do
     */
    public record Table(TableId id, TableKind kind, String name, long rows, boolean hasIndexes, boolean needsWork) {

        public static Table of(TableStatus status) {
            return of(status, status.needsWork());
        }

        /** A table that is to be left alone for now, whatever there is to do. */
        public static Table atRest(TableStatus status) {
            return of(status, false);
        }

        private static Table of(TableStatus status, boolean needsWork) {
            return new Table(
                    status.pin().id(),
                    status.pin().kind(),
                    status.pin().name(),
                    status.pin().rows(),
                    !status.indexes().isEmpty(),
                    needsWork);
        }
    }

    public SurveyEvent {
        tables = List.copyOf(tables);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.survey(this);
    }
}
