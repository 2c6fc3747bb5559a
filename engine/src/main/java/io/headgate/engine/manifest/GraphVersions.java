package io.headgate.engine.manifest;

import io.headgate.engine.object.ObjectKey;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The graph versions of one branch: reading them, finding the newest, and publishing, which is the one compare-and-set of
 * the whole system. Thread-safe.
 */
public final class GraphVersions {

    /** How far to look ahead one by one before a listing is cheaper. */
    private static final int PROBES_BEFORE_LISTING = 8;

    private static final int PUBLISH_ATTEMPTS = 5;

    private final ObjectStore objects;
    private final String branch;
    private final JsonCodec<GraphManifest> codec = ManifestCodec.create();

    public GraphVersions(ObjectStore objects, String branch) {
        this.objects = objects;
        this.branch = branch;
    }

    public Optional<GraphManifest> read(GraphVersion version) {
        ObjectKey key = GraphKeys.version(branch, version);
        return objects.get(key).map(object -> decode(object, key, version));
    }

    /** Whether the branch is there, decided from a listing of its versions. */
    public boolean branchExists() {
        return !objects.list(GraphKeys.versionPrefix(branch), 1).isEmpty();
    }

    /** The newest version, by listing; empty when none was published yet. */
    public Optional<GraphManifest> newest() {
        Optional<ObjectKey> before = Optional.empty();
        Optional<ObjectKey> listed = newestKey();
        // What was listed may be given up and gone before it is read; then another one is the newest.
        while (listed.isPresent() && !listed.equals(before)) {
            Optional<GraphManifest> found = read(versionOf(listed.get()));
            if (found.isPresent()) {
                return Optional.of(presumablyNewestAfter(found.get(), passed -> {}));
            }
            before = listed;
            listed = newestKey();
        }
        listed.ifPresent(key -> {
            throw new CorruptState(
                    key.path(),
                    "graph version " + versionOf(key) + " of branch " + branch + " was listed but cannot be read");
        });
        return Optional.empty();
    }

    private Optional<ObjectKey> newestKey() {
        return objects.list(GraphKeys.versionPrefix(branch), 1).stream().findFirst();
    }

    /**
     * The newest version, given one that was the newest some time ago; costs two look-ups when it still is. That the next one is
     * not there may also mean that it was cleaned up. Cleanup removes the oldest first, so that one which is still there
     * afterwards proves that nothing after it was gone before.
     */
    public GraphManifest newestAfter(GraphManifest known) {
        return newestAfter(known, passed -> {});
    }

    /** @param onPassed told of every version that is read on the way */
    public GraphManifest newestAfter(GraphManifest known, Consumer<GraphManifest> onPassed) {
        return newestAfter(known, onPassed, true);
    }

    /**
     * The same for those who publish on what they find, and learn then if it was not the newest: costs one look-up when nothing newer is there. Whoever slept
     * for so long that what came after was cleaned up gets the one that is known.
     */
    public GraphManifest presumablyNewestAfter(GraphManifest known, Consumer<GraphManifest> onPassed) {
        return newestAfter(known, onPassed, false);
    }

    /** What was presumed to be the newest, if it was when that was said; else the newest now. Costs one look-up. */
    public GraphManifest confirmed(GraphManifest presumed) {
        return isThere(presumed) ? presumed : newest().orElseThrow();
    }

    private GraphManifest newestAfter(GraphManifest known, Consumer<GraphManifest> onPassed, boolean certain) {
        List<GraphManifest> passed = new ArrayList<>();
        GraphManifest newest = known;
        for (int probe = 0; probe < PROBES_BEFORE_LISTING; probe++) {
            Optional<GraphManifest> next = read(newest.version().next());
            if (next.isEmpty()) {
                // What follows one that is gone may have been put there by another one who slept: nothing to build on.
                if ((certain || !passed.isEmpty()) && !isThere(known)) {
                    break;
                }
                passed.forEach(onPassed);
                return newest;
            }
            newest = next.get();
            passed.add(newest);
        }
        return newest().orElseThrow();
    }

    /**
     * Whether a version that was there is not cleaned up. What was put in its place by one who slept has another commit id.
     *
     * @throws CorruptState when what is there cannot be read
     */
    private boolean isThere(GraphManifest version) {
        ObjectKey key = GraphKeys.version(branch, version.version());
        Optional<StoredObject> found = objects.get(key);
        return found.isPresent()
                && (names(found.get(), version.commit())
                        || decode(found.get(), key, version.version()).commit().equals(version.commit()));
    }

    /** Saves decoding what is as long as the graph has partitions. */
    private static boolean names(StoredObject object, CommitId commit) {
        return new String(object.content(), StandardCharsets.UTF_8).contains('"' + commit.value() + '"');
    }

    /**
     * Makes a manifest visible under its number, or finds out that another one has it. A lost answer is resolved by
     * reading the object again: our commit id in it means that we won.
     *
     * <p>Whoever slept since the base was the newest may find the number free because cleanup removed what had it; such a put is
     * for nothing, and lost to the newest version. The base, if it is still there, proves that it was not so.
     *
     * @param base the version before it
     * @throws StorageUnavailable when the outcome stays unknown
     */
    public PublishOutcome publish(GraphManifest base, GraphManifest manifest) {
        Optional<PublishOutcome> outcome = put(manifest);
        if (isThere(base)) {
            return outcome.orElseThrow(() -> contradiction(manifest));
        }
        GraphManifest newest = newest().orElseThrow();
        return outcome.filter(known -> manifest.version().compareTo(newest.oldest()) >= 0)
                .orElseGet(() -> new PublishOutcome.Lost(newest));
    }

    /** The same for the first version. */
    public PublishOutcome publish(GraphManifest manifest) {
        return put(manifest).orElseThrow(() -> contradiction(manifest));
    }

    /** Empty when the number was taken and is free again. */
    private Optional<PublishOutcome> put(GraphManifest manifest) {
        ObjectKey key = GraphKeys.version(branch, manifest.version());
        byte[] content = codec.write(manifest);
        for (int attempt = 1; ; attempt++) {
            try {
                if (objects.putIfAbsent(key, content)) {
                    return Optional.of(new PublishOutcome.Published());
                }
                return whoseIs(manifest);
            } catch (StorageUnavailable unknown) {
                Optional<PublishOutcome> found = whoseIs(manifest);
                if (found.isPresent()) {
                    return found;
                }
                if (attempt == PUBLISH_ATTEMPTS) {
                    throw unknown;
                }
            }
        }
    }

    private CorruptState contradiction(GraphManifest manifest) {
        ObjectKey key = GraphKeys.version(branch, manifest.version());
        return new CorruptState(key.path(), "the store says that " + key + " exists and that it does not");
    }

    private Optional<PublishOutcome> whoseIs(GraphManifest ours) {
        return read(ours.version())
                .map(found -> found.commit().equals(ours.commit())
                        ? new PublishOutcome.Published()
                        : new PublishOutcome.Lost(found));
    }

    private GraphManifest decode(StoredObject object, ObjectKey key, GraphVersion expected) {
        GraphManifest manifest = codec.read(object.content(), key.path());
        if (!manifest.version().equals(expected)) {
            throw new CorruptState(
                    key.path(),
                    "the object " + key + " should be graph version " + expected + " but says it is "
                            + manifest.version() + "; it was moved or copied by hand, put it back");
        }
        return manifest;
    }

    private GraphVersion versionOf(ObjectKey key) {
        String name = key.path().substring(GraphKeys.versionPrefix(branch).length());
        OptionalLong number = number(name);
        if (number.isEmpty()) {
            throw new CorruptState(
                    key.path(), "the object " + key + " is not a graph version; remove what was put there by hand");
        }
        return new GraphVersion(Long.MAX_VALUE - number.getAsLong());
    }

    private static OptionalLong number(String name) {
        if (!name.matches("\\d{19}\\.json")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(name.substring(0, 19)));
    }
}
