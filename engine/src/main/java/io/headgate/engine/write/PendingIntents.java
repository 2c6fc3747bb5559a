package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectKey;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.NewerFormat;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The intents that lie there. Reads only. */
final class PendingIntents {

    private static final int MOST = 10_000;
    /** Bounds what is in memory at the same time. */
    private static final int READ_AHEAD = 32;

    private final WriteContext context;

    PendingIntents(WriteContext context) {
        this.context = context;
    }

    /**
     * What lies under a key.
     *
     * @param intent empty when it is not there any more, or cannot be read
     * @param refusal why it cannot be read
     */
    record Found(ObjectKey key, Optional<Intent> intent, Optional<HeadgateException> refusal) {}

    /** In ascending order, which is that of their age. */
    List<ObjectKey> keys() {
        return context.environment().objects().list(GraphKeys.INTENT_PREFIX, MOST);
    }

    /**
     * All of them.
     *
     * @throws StorageUnavailable when there are more than can be looked at
     */
    List<Found> all() {
        List<ObjectKey> keys = keys();
        if (keys.size() == MOST) {
            throw new StorageUnavailable(
                    "list intents",
                    "there are " + MOST
                            + " unfinished writes or more; wait until their writers or headgate recover have"
                            + " settled some");
        }
        List<Found> found = new ArrayList<>();
        forEach(keys, found::add);
        return found;
    }

    Set<IntentId> ids() {
        Set<IntentId> ids = new TreeSet<>();
        keys().forEach(key -> ids.add(GraphKeys.intentId(key)));
        return ids;
    }

    boolean isThere(IntentId id) {
        return context.environment().objects().get(GraphKeys.intent(id)).isPresent();
    }

    Found read(ObjectKey key) {
        try {
            return new Found(
                    key,
                    context.environment()
                            .objects()
                            .get(key)
                            .map(object -> context.intents().read(object.content(), key.path())),
                    Optional.empty());
        } catch (CorruptState | NewerFormat e) {
            return new Found(key, Optional.empty(), Optional.of(e));
        }
    }

    /** Several side by side, in the order of the keys. */
    List<Found> read(List<ObjectKey> keys) {
        List<Supplier<Found>> reads = new ArrayList<>();
        keys.forEach(key -> reads.add(() -> read(key)));
        return context.concurrency().all(reads);
    }

    /** Reads ahead of the one who looks at them. */
    void forEach(List<ObjectKey> keys, Consumer<Found> action) {
        for (int from = 0; from < keys.size(); from += READ_AHEAD) {
            read(keys.subList(from, Math.min(keys.size(), from + READ_AHEAD))).forEach(action);
        }
    }
}
