package io.headgate.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.recovery.codec.JsonCodec;

/** Reads and writes graph versions; those of format 1 knew neither maintenance nor cleanup. */
public final class ManifestCodec {

    private ManifestCodec() {}

    public static JsonCodec<GraphManifest> create() {
        return new JsonCodec<>(
                GraphManifest.class, GraphManifest.FORMAT_VERSION, "graph version", (format, manifest) -> {
                    manifest.put("oldest", 1);
                    for (JsonNode table : manifest.path("tables")) {
                        ObjectNode pin = (ObjectNode) table;
                        pin.set("content", pin.path("version"));
                        pin.set("shaped", pin.path("version"));
                        pin.putNull("indexed");
                    }
                });
    }
}
