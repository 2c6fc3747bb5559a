package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.SchemaParser;
import org.apache.arrow.vector.types.pojo.Schema;

/** The graph that schedules run on: people, and edges between them. */
final class Tables {

    static final String SCHEMA = """
            node Person { id: String @key  name: String? }
            edge Follows: Person -> Person { since: I64? }
            """;

    private final GraphSchema schema = SchemaParser.parse(SCHEMA);
    private final Schema people = ArrowSchemas.of(schema.node("Person").orElseThrow());
    private final Schema follows = ArrowSchemas.of(schema.edge("Follows").orElseThrow());

    Schema people() {
        return people;
    }

    Schema follows() {
        return follows;
    }

    String sha256() {
        return schema.sha256();
    }

    static TablePin people(GraphManifest manifest) {
        return manifest.table(TableKind.NODE, "Person").orElseThrow();
    }

    static TablePin follows(GraphManifest manifest) {
        return manifest.table(TableKind.EDGE, "Follows").orElseThrow();
    }
}
