package io.headgate.engine.simulation;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.ManifestCodec;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.codec.IntentCodec;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.intent.Intent;

/** For what lies in the object store. */
record Codecs(JsonCodec<GraphManifest> versions, JsonCodec<Intent> intents, JsonCodec<RecoveryRecord> records) {

    Codecs() {
        this(
                ManifestCodec.create(),
                IntentCodec.create(),
                new JsonCodec<>(RecoveryRecord.class, RecoveryRecord.FORMAT_VERSION, "recovery record"));
    }
}
