package io.headgate.engine;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.recovery.error.CorruptState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of a graph's versions. Which one is in force is said by a graph version and by nothing else, so whoever moves
 * on to a newer version, by reading or by recovering, has its schema too. Each source is read and parsed once. Thread-safe.
 */
public final class Catalogue {

    private final ObjectStore objects;
    private final Map<String, GraphSchema> parsed = new ConcurrentHashMap<>();

    Catalogue(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * The schema that is in force at a graph version.
     *
     * @throws CorruptState when its source is missing or was changed
     */
    public GraphSchema at(GraphManifest manifest) {
        return at(manifest.schema());
    }

    GraphSchema at(String sha256) {
        GraphSchema known = parsed.get(sha256);
        if (known != null) {
            return known;
        }
        GraphSchema read = read(sha256);
        parsed.put(sha256, read);
        return read;
    }

    private GraphSchema read(String sha256) {
        String key = GraphKeys.schema(sha256).path();
        StoredObject source = objects.get(GraphKeys.schema(sha256))
                .orElseThrow(() -> new CorruptState(
                        key,
                        "the schema " + key + " of the graph in " + objects.location()
                                + " is missing; restore it from a backup or from where the schema is kept"));
        String text = new String(source.content(), StandardCharsets.UTF_8);
        if (!SchemaParser.sha256(text).equals(sha256)) {
            throw new CorruptState(
                    key,
                    "the schema " + key + " of the graph in " + objects.location()
                            + " was changed or cut short: its content (" + source.content().length
                            + " bytes) does not have the hash that it is named by; restore it from a backup or from where "
                            + "the schema is kept");
        }
        return SchemaParser.parse(text);
    }
}
