package io.headgate.ingest.batch;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.TargetType;
import io.headgate.ingest.decode.JsonRecordDecoder;
import io.headgate.ingest.decode.RecordDecoder;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.id.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The way of every topic into its table, and of bad records into the dead-letter table. For use by one thread. */
public final class Routes {
    private final Map<String, Route> byTopic = new HashMap<>();
    private final Map<TableId, WriteMode> modes = new HashMap<>();
    private final Function<String, Optional<SourceConfig>> sources;
    private final GraphSchema schema;
    private final GraphManifest manifest;
    private final DataSize maxRecord;

    private Routes(
            Function<String, Optional<SourceConfig>> sources,
            GraphSchema schema,
            GraphManifest manifest,
            DataSize maxRecord) {
        this.sources = sources;
        this.schema = schema;
        this.manifest = manifest;
        this.maxRecord = maxRecord;
    }

    /**
     * Finds the table of every source that is known by now; those of patterns follow with their topics.
     *
     * @param sourceOf the source that a topic is, with the type that it feeds
     * @param maxRecord a larger record becomes a dead letter
     * @throws BadConfiguration when a source names a type that the graph's schema does not have, or two sources of one
     *     type have different modes
     */
    public static Routes plan(
            List<SourceConfig> sources,
            Function<String, Optional<SourceConfig>> sourceOf,
            GraphSchema schema,
            GraphManifest manifest,
            DataSize maxRecord) {
        Routes routes = new Routes(sourceOf, schema, manifest, maxRecord);
        for (SourceConfig source : sources) {
            if (!source.isPattern()) {
                routes.add(source);
            } else if (source.into().group().isEmpty()) {
                routes.table(source);
            }
        }
        return routes;
    }

    /** The names of the node or edge types of a schema. */
    public static List<String> typeNames(GraphSchema schema, TableKind kind) {
        Stream<? extends TypeDeclaration> declared =
                kind == TableKind.NODE ? schema.nodes().stream() : schema.edges().stream();
        return declared.map(TypeDeclaration::name).toList();
    }

    /**
     * The way of a topic's records.
     *
     * @throws BadConfiguration when the topic has another mode than the others of its type
     */
    Route of(String topic) {
        Route route = byTopic.get(topic);
        return route != null
                ? route
                : add(sources.apply(topic)
                        .orElseThrow(() -> new IllegalArgumentException("no source reads topic " + topic)));
    }

    private Route add(SourceConfig source) {
        TypeDeclaration type = declaration(source, schema);
        RecordDecoder decoder = switch (source.format()) {
            case JSON -> new JsonRecordDecoder(type, source.mode(), maxRecord);
        };
        Route route = new Route(table(source), type.name(), source.mode(), ArrowSchemas.of(type), decoder);
        byTopic.put(source.topic(), route);
        return route;
    }

    private TableId table(SourceConfig source) {
        TableId table =
                pin(manifest, source.into().kind(), declaration(source, schema).name());
        if (modes.merge(table, source.mode(), (first, second) -> first) != source.mode()) {
            throw new BadConfiguration(
                    "sources[].mode",
                    "topic '" + source.topic() + "' feeds " + source.into()
                            + " in another mode than an earlier source; all sources of a type need the same mode");
        }
        return table;
    }

    /** Fields that were ignored since the routes were planned. */
    long unknownFields() {
        return byTopic.values().stream()
                .mapToLong(route -> route.decoder().unknownFields())
                .sum();
    }

    TableId deadLetters() {
        return pin(manifest, TableKind.SYSTEM, GraphManifest.DEAD_LETTERS);
    }

    private static TypeDeclaration declaration(SourceConfig source, GraphSchema schema) {
        TargetType wanted = source.into();
        boolean node = wanted.kind() == TableKind.NODE;
        Optional<? extends TypeDeclaration> found = node ? schema.node(wanted.name()) : schema.edge(wanted.name());
        if (found.isPresent()) {
            return found.get();
        }
        List<String> names = typeNames(schema, wanted.kind());
        throw new BadConfiguration(
                "sources[].into",
                "topic '" + source.topic() + "' goes into " + wanted + ", but the graph's schema has no such type; its "
                        + (node ? "node" : "edge") + " types are " + names);
    }

    private static TableId pin(GraphManifest manifest, TableKind kind, String name) {
        return manifest.table(kind, name)
                .map(TablePin::id)
                .orElseThrow(() -> new CorruptState(
                        "graph version " + manifest.version(),
                        "graph version " + manifest.version() + " names no table for "
                                + kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name
                                + " although the schema declares it; restore the graph from a copy"));
    }
}
