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
import java.util.stream.Stream;

/** The way of every topic into its table, and of bad records into the dead-letter table. For use by one thread. */
public final class Routes {
    private final Map<String, Route> byTopic;
    private final TableId deadLetters;

    private Routes(Map<String, Route> byTopic, TableId deadLetters) {
        this.byTopic = byTopic;
        this.deadLetters = deadLetters;
    }

    /**
     * Finds the table of every source.
     *
     * @param maxRecord a larger record becomes a dead letter
     * @throws BadConfiguration when a source names a type that the graph's schema does not have, or two sources of one
     *     type have different modes
     */
    public static Routes plan(
            List<SourceConfig> sources, GraphSchema schema, GraphManifest manifest, DataSize maxRecord) {
        Map<String, Route> byTopic = new HashMap<>();
        Map<TableId, WriteMode> modes = new HashMap<>();
        for (SourceConfig source : sources) {
            TypeDeclaration type = declaration(source, schema);
            TableId table = pin(manifest, source.into().kind(), source.into().name());
            if (modes.merge(table, source.mode(), (first, second) -> first) != source.mode()) {
                throw new BadConfiguration(
                        "sources[].mode",
                        "topic '" + source.topic() + "' feeds " + source.into()
                                + " in another mode than an earlier source; all sources of a type need the same mode");
            }
            RecordDecoder decoder = switch (source.format()) {
                case JSON -> new JsonRecordDecoder(type, source.mode(), maxRecord);
            };
            byTopic.put(source.topic(), new Route(table, type.name(), source.mode(), ArrowSchemas.of(type), decoder));
        }
        return new Routes(byTopic, pin(manifest, TableKind.SYSTEM, GraphManifest.DEAD_LETTERS));
    }

    Route of(String topic) {
        Route route = byTopic.get(topic);
        if (route == null) {
            throw new IllegalArgumentException("no source reads topic " + topic);
        }
        return route;
    }

    /** Fields that were ignored since the routes were planned. */
    long unknownFields() {
        return byTopic.values().stream()
                .mapToLong(route -> route.decoder().unknownFields())
                .sum();
    }

    TableId deadLetters() {
        return deadLetters;
    }

    private static TypeDeclaration declaration(SourceConfig source, GraphSchema schema) {
        TargetType wanted = source.into();
        boolean node = wanted.kind() == TableKind.NODE;
        Optional<? extends TypeDeclaration> found = node ? schema.node(wanted.name()) : schema.edge(wanted.name());
        if (found.isPresent()) {
            return found.get();
        }
        Stream<? extends TypeDeclaration> declared = node ? schema.nodes().stream() : schema.edges().stream();
        List<String> names = declared.map(TypeDeclaration::name).toList();
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
