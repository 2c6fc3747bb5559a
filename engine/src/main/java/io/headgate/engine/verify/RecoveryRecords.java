package io.headgate.engine.verify;

import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphVersion;
import java.util.Optional;

/** Checks that what the records of recoveries say is so. */
final class RecoveryRecords {

    private static final String KEEP =
            "Keep it, and restore it from a copy: it says what became of an interrupted write.";

    private RecoveryRecords() {}

    /** @param oldest before it, graph versions are given up */
    static void read(ObjectStore objects, int most, GraphVersion oldest, Findings out) {
        JsonCodec<RecoveryRecord> codec =
                new JsonCodec<>(RecoveryRecord.class, RecoveryRecord.FORMAT_VERSION, "recovery record");
        out.count(Check.AUDIT, "records", 0);
        for (ObjectKey key : objects.list(GraphKeys.AUDIT_PREFIX, most)) {
            try {
                Optional<StoredObject> object = objects.get(key);
                if (object.isPresent()) {
                    out.count(Check.AUDIT, "records", 1);
                    check(codec.read(object.get().content(), key.path()), key, objects, oldest, out);
                }
            } catch (HeadgateException e) {
                out.problem(Check.AUDIT, Problem.ofObject(key.path(), String.valueOf(e.getMessage()), KEEP));
            }
        }
    }

    private static void check(
            RecoveryRecord record, ObjectKey key, ObjectStore objects, GraphVersion oldest, Findings out) {
        if (!key.equals(GraphKeys.audit(record.intent()))) {
            out.problem(
                    Check.AUDIT,
                    Problem.ofObject(
                            key.path(), "it is about intent " + record.intent() + ", which has another name", KEEP));
        }
        // A version that is not there any more was cleaned up, or is missed by the check of the versions.
        Optional<GraphManifest> published = record.publishedIn()
                .filter(version -> version.compareTo(oldest) >= 0)
                .flatMap(new GraphVersions(objects, record.branch())::read);
        if (published.isPresent() && !published.get().intents().contains(record.intent())) {
            out.problem(
                    Check.AUDIT,
                    Problem.ofObject(
                            key.path(),
                            "it says that graph version " + published.get().version() + " contains intent "
                                    + record.intent() + ", which it does not",
                            KEEP));
        }
    }
}
