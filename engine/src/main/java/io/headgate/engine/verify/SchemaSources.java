package io.headgate.engine.verify;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.recovery.error.HeadgateException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The schema sources of a graph, each checked once. */
final class SchemaSources {

    private static final String RESTORE = "Restore it from a copy, or from where the schema is kept.";

    private final ObjectStore objects;
    private final Findings out;
    private final Map<String, Optional<GraphSchema>> known = new HashMap<>();

    SchemaSources(ObjectStore objects, Findings out) {
        this.objects = objects;
        this.out = out;
    }

    /** The schema of that name; empty when there is a problem with it. */
    Optional<GraphSchema> find(String sha256) {
        return known.computeIfAbsent(sha256, this::read);
    }

    private Optional<GraphSchema> read(String sha256) {
        out.count(Check.SCHEMA, "sources", 1);
        String key = "__schema/" + sha256;
        try {
            key = GraphKeys.schema(sha256).path();
            Optional<StoredObject> object = objects.get(GraphKeys.schema(sha256));
            if (object.isEmpty()) {
                return problem(key, "a graph version names it, but it is missing");
            }
            GraphSchema schema = SchemaParser.parse(new String(object.get().content(), StandardCharsets.UTF_8));
            return schema.sha256().equals(sha256)
                    ? Optional.of(schema)
                    : problem(key, "its content was changed: its SHA-256 is " + schema.sha256());
        } catch (HeadgateException | IllegalArgumentException e) {
            return problem(key, String.valueOf(e.getMessage()));
        }
    }

    private Optional<GraphSchema> problem(String key, String message) {
        out.problem(Check.SCHEMA, Problem.ofObject(key, message, RESTORE));
        return Optional.empty();
    }
}
