package io.headgate.engine.manifest;

import io.headgate.engine.object.ObjectKey;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.HoldId;
import io.headgate.recovery.id.IntentId;
import java.util.Locale;

/** Names of the objects of a graph. */
public final class GraphKeys {

    public static final ObjectKey IDENTITY = new ObjectKey("__graph.json");
    public static final ObjectKey TURN = new ObjectKey("__turn.json");
    public static final String INTENT_PREFIX = "__recovery/";
    public static final String AUDIT_PREFIX = "__audit/";
    public static final String HOLD_PREFIX = "__holds/";

    private GraphKeys() {}

    /** Graph versions sort newest first, so that a listing of one key finds the newest. */
    public static ObjectKey version(String branch, GraphVersion version) {
        return new ObjectKey(
                String.format(Locale.ROOT, "%s%019d.json", versionPrefix(branch), Long.MAX_VALUE - version.number()));
    }

    public static String versionPrefix(String branch) {
        return "__manifest/" + branch + "/";
    }

    public static ObjectKey schema(String sha256) {
        return new ObjectKey("__schema/" + sha256 + ".pg");
    }

    public static ObjectKey intent(IntentId id) {
        return new ObjectKey(INTENT_PREFIX + id.value() + ".json");
    }

    /** One record for each recovered intent, so that creating it only if absent makes it the only one. */
    public static ObjectKey audit(IntentId id) {
        return new ObjectKey(AUDIT_PREFIX + id.value() + ".json");
    }

    public static ObjectKey hold(HoldId id) {
        return new ObjectKey(HOLD_PREFIX + id.value() + ".json");
    }

    /** The id in an intent's key. */
    public static IntentId intentId(ObjectKey key) {
        String name = key.path().substring(INTENT_PREFIX.length());
        return new IntentId(name.endsWith(".json") ? name.substring(0, name.length() - 5) : name);
    }
}
