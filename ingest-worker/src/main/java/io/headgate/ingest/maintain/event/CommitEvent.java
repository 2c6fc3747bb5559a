package io.headgate.ingest.maintain.event;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.write.TableChange;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A graph version was published, and this is what it did to tables.
 *
 * @param operation that of the graph version: {@code ingest}, {@code optimize}…
 * @param at when it was committed
 * @param tables those that it changed
 */
public record CommitEvent(
        GraphId graph, GraphVersion version, String operation, Instant at, List<CommitEvent.Table> tables)
        implements GraphEvent {

    /**
     * What it did to one table.
     *
     * @param fragmentsAdded number of fragments that it added
     * @param fragmentsRemoved number of fragments that maintenance replaced
     * @param rowsAdded number of rows in the added fragments
     * @param rowsRemoved number of rows that were deleted or replaced
     * @param bytesAdded size of the added data files; 0 when it is not known
     * @param rows number of rows that the table has now
     * @param indexed the graph version of which every row is in every declared index; empty when none ever was
     */
    public record Table(
            TableId id,
            TableKind kind,
            String name,
            int fragmentsAdded,
            int fragmentsRemoved,
            long rowsAdded,
            long rowsRemoved,
            long bytesAdded,
            long rows,
            Optional<GraphVersion> indexed) {

        static Table of(TablePin pin, TableChange change) {
            return new Table(
                    pin.id(),
                    pin.kind(),
                    pin.name(),
                    change.fragmentsAdded(),
                    change.fragmentsRemoved(),
                    change.rowsAdded(),
                    change.rowsRemoved(),
                    change.bytesAdded(),
                    pin.rows(),
                    pin.indexed());
        }
    }

    public CommitEvent {
        tables = List.copyOf(tables);
    }

    /** What is to be said of a graph version. */
    public static CommitEvent of(GraphId graph, GraphManifest manifest, List<TableChange> changes) {
        return new CommitEvent(
                graph,
                manifest.version(),
                manifest.operation(),
                manifest.committedAt(),
                changes.stream()
                        .flatMap(change -> manifest.table(change.table()).map(pin -> Table.of(pin, change)).stream())
                        .toList());
    }

    /** Whether it changed the shape of tables and no content. */
    public boolean onlyMaintains() {
        return operation.equals(GraphManifest.OPTIMIZE);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.commit(this);
    }
}
