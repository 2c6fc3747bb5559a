package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.intent.Intent;

/** For what lies in the object store. */
record Codecs(JsonCodec<GraphManifest> versions, JsonCodec<Intent> intents, JsonCodec<RecoveryRecord> records) {

    Codecs() {
        this(
                new JsonCodec<>(GraphManifest.class, GraphManifest.FORMAT_VERSION, "graph version"),
                new JsonCodec<>(Intent.class, Intent.FORMAT_VERSION, "intent"),
                new JsonCodec<>(RecoveryRecord.class, RecoveryRecord.FORMAT_VERSION, "recovery record"));
    }
}
