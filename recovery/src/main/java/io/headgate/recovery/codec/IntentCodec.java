package io.headgate.recovery.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.recovery.intent.Intent;

/** Reads and writes intents; those of format 1 knew no maintenance. */
public final class IntentCodec {

    private IntentCodec() {}

    public static JsonCodec<Intent> create() {
        return new JsonCodec<>(Intent.class, Intent.FORMAT_VERSION, "intent", (format, intent) -> {
            for (JsonNode effect : intent.path("effects")) {
                ObjectNode fields = (ObjectNode) effect;
                fields.putArray("rewrites");
                fields.putArray("indexes");
                fields.putNull("indexed_up_to");
            }
        });
    }
}
