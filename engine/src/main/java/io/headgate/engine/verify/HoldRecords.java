package io.headgate.engine.verify;

import io.headgate.engine.cleanup.Hold;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.HeadgateException;
import java.util.Optional;

/** Checks that holds on graph versions can be read: one that cannot stops every cleanup. */
final class HoldRecords {

    private static final String RELEASE =
            "Nothing is cleaned up while it is there. Release it with headgate snapshot release, and hold the version again.";

    private HoldRecords() {}

    static void read(ObjectStore objects, int most, Findings out) {
        JsonCodec<Hold> codec = new JsonCodec<>(Hold.class, Hold.FORMAT_VERSION, "hold");
        out.count(Check.HOLDS, "holds", 0);
        for (ObjectKey key : objects.list(GraphKeys.HOLD_PREFIX, most)) {
            try {
                Optional<StoredObject> object = objects.get(key);
                if (object.isPresent()) {
                    out.count(Check.HOLDS, "holds", 1);
                    Hold hold = codec.read(object.get().content(), key.path());
                    if (!key.equals(GraphKeys.hold(hold.id()))) {
                        out.problem(
                                Check.HOLDS,
                                Problem.ofObject(
                                        key.path(), "it is hold " + hold.id() + ", which has another name", RELEASE));
                    }
                }
            } catch (HeadgateException | IllegalArgumentException e) {
                out.problem(Check.HOLDS, Problem.ofObject(key.path(), String.valueOf(e.getMessage()), RELEASE));
            }
        }
    }
}
