package io.headgate.engine.manifest;

import io.headgate.engine.table.TablePath;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.TableId;
import java.time.Instant;
import java.util.List;

/**
 * The object {@code __graph.json}: creating it claims the directory. It names all that init still has to do, so that
 * whoever comes after a crash finishes the same graph.
 *
 * @param formatVersion layout of the whole graph
 * @param graph identity of the graph
 * @param createdAt when, for people
 * @param createdBy who
 * @param schema SHA-256 of the schema that the graph starts with
 * @param tables the tables that the graph starts with
 */
public record GraphIdentity(
        int formatVersion,
        GraphId graph,
        Instant createdAt,
        String createdBy,
        String schema,
        List<InitialTable> tables) {

    public static final int FORMAT_VERSION = 1;

    public GraphIdentity {
        tables = List.copyOf(tables);
    }

    /** A table that init creates. */
    public record InitialTable(TableId id, TableKind kind, String name, TablePath path) {}
}
