package io.headgate.engine;

import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphIdentity.InitialTable;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.TableSlug;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.NotAGraph;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Account;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Makes a graph: the schema, then the claim ({@code __graph.json}, put-if-absent), then the tables, then graph version 1.
 * After the claim everything follows from what it says, so whoever comes after a crash finishes the same graph.
 */
final class GraphInit {

    private final GraphEnvironment environment;
    private final ObjectStore objects;
    private final Catalogue catalogue;
    private final JsonCodec<GraphIdentity> codec =
            new JsonCodec<>(GraphIdentity.class, GraphIdentity.FORMAT_VERSION, "graph identity");

    GraphInit(GraphEnvironment environment, Catalogue catalogue) {
        this.environment = environment;
        this.catalogue = catalogue;
        this.objects = environment.objects();
    }

    /** The identity of the graph that is there, if any. */
    Optional<GraphIdentity> identity() {
        return objects.get(GraphKeys.IDENTITY).map(object -> codec.read(object.content(), GraphKeys.IDENTITY.path()));
    }

    /**
     * Claims the location for a graph with this schema, or finds the claim that is there.
     *
     * @return the claim that holds
     */
    GraphIdentity claim(GraphSchema schema, String actor) {
        objects.putIfAbsent(GraphKeys.schema(schema.sha256()), schema.source().getBytes(StandardCharsets.UTF_8));
        GraphIdentity proposed = new GraphIdentity(
                GraphIdentity.FORMAT_VERSION,
                environment.ids().graph(),
                environment.clock().instant(),
                actor,
                schema.sha256(),
                initialTables(schema));
        environment.faults().reached(FaultPoint.INIT_BEFORE_CLAIM);
        objects.putIfAbsent(GraphKeys.IDENTITY, codec.write(proposed));
        environment.faults().reached(FaultPoint.INIT_AFTER_CLAIM);
        return identity()
                .orElseThrow(() -> new NotAGraph(
                        objects.location(),
                        objects.location() + " was claimed as a graph and then removed; run init again"));
    }

    /** Does whatever is missing between the claim and graph version 1. */
    GraphManifest finish(GraphIdentity identity) {
        GraphVersions versions = new GraphVersions(objects, GraphManifest.MAIN_BRANCH);
        Optional<GraphManifest> newest = versions.newest();
        if (newest.isPresent()) {
            return newest.get();
        }
        GraphSchema schema = catalogue.at(identity.schema());
        List<TablePin> pins = identity.tables().stream()
                .map(table -> create(table, identity, schema))
                .toList();
        GraphManifest first = new GraphManifest(
                GraphManifest.FORMAT_VERSION,
                GraphVersion.FIRST,
                Optional.empty(),
                GraphVersion.FIRST,
                GraphManifest.MAIN_BRANCH,
                environment.ids().commit(),
                "init",
                identity.createdBy(),
                Optional.empty(),
                environment.clock().instant(),
                identity.schema(),
                pins,
                List.of(),
                List.of(),
                Account.EMPTY,
                Account.EMPTY);
        versions.publish(first);
        environment.faults().reached(FaultPoint.INIT_AFTER_PUBLISH);
        return versions.newestAfter(versions.read(GraphVersion.FIRST).orElseThrow());
    }

    private List<InitialTable> initialTables(GraphSchema schema) {
        List<InitialTable> tables = new ArrayList<>();
        schema.nodes().forEach(node -> tables.add(initialTable(TableKind.NODE, "nodes", node.name())));
        schema.edges().forEach(edge -> tables.add(initialTable(TableKind.EDGE, "edges", edge.name())));
        tables.add(new InitialTable(
                new TableId(GraphManifest.DEAD_LETTERS),
                TableKind.SYSTEM,
                GraphManifest.DEAD_LETTERS,
                new TablePath("system/dead-letters.lance")));
        return tables;
    }

    private InitialTable initialTable(TableKind kind, String directory, String name) {
        TableId id = environment.ids().table();
        return new InitialTable(
                id, kind, name, new TablePath(directory + "/" + TableSlug.of(name) + "-" + id + ".lance"));
    }

    private TablePin create(InitialTable table, GraphIdentity identity, GraphSchema schema) {
        TransactionId transaction = creationOf(table, identity);
        TransactionStamp stamp = new TransactionStamp(
                transaction,
                Map.of(TransactionStamp.GRAPH_PROPERTY, identity.graph().value()));
        try (PinnedTable created = environment.tables().createIfAbsent(table.path(), columns(table, schema), stamp)) {
            environment.faults().reached(FaultPoint.INIT_AFTER_TABLE);
            return new TablePin(
                    table.id(),
                    1,
                    table.kind(),
                    table.name(),
                    table.path(),
                    "main",
                    created.version(),
                    transaction,
                    created.rowCount());
        }
    }

    /** Follows from the claim, so that a repeated init recognises the table that the interrupted one created. */
    private static TransactionId creationOf(InitialTable table, GraphIdentity identity) {
        String name = identity.graph() + "/" + table.id();
        return new TransactionId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private static Schema columns(InitialTable table, GraphSchema schema) {
        Optional<? extends TypeDeclaration> type = switch (table.kind()) {
            case NODE -> schema.node(table.name());
            case EDGE -> schema.edge(table.name());
            case SYSTEM -> Optional.empty();
        };
        return type.map(ArrowSchemas::of).orElseGet(ArrowSchemas::deadLetters);
    }
}
